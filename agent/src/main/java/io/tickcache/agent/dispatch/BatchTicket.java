package io.tickcache.agent.dispatch;

import io.tickcache.agent.batch.BatchMethod;
import io.tickcache.agent.batch.Pieces;
import io.tickcache.agent.cache.Batch;
import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.Load;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.UnencodableValueException;
import io.tickcache.agent.cache.UnkeepableValueException;
import io.tickcache.agent.key.Asked;
import io.tickcache.agent.key.BatchPlan;
import io.tickcache.agent.key.UnkeyableException;
import io.tickcache.bootstrap.gate.Served;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call for many symbols. Its body asks upstream for those that nobody has or loads; afterwards
 * the others are waited for, and all are put together. Whatever can't be done that way is left to
 * the original call. Confined to the thread of the call.
 */
final class BatchTicket extends UpstreamCall {

  private final Scope scope;
  private final BatchMethod method;
  private final Asked asked;
  private final @Nullable Object self;
  private final @Nullable Object[] original;
  private final Pieces pieces;
  private final List<Integer> missing = new ArrayList<>();
  private final List<Question> questions = new ArrayList<>();
  private @Nullable Batch batch;
  private boolean[] settled = new boolean[0];

  /** The symbols of which nobody knows yet what the client calls them in its answers. */
  private final boolean[] unnamed;

  private @Nullable Object @Nullable [] arguments;

  /**
   * @param original the caller's arguments, perhaps with a list in place of what can be walked once
   */
  BatchTicket(
      Site site,
      Scope scope,
      BatchPlan plan,
      BatchMethod method,
      Asked asked,
      @Nullable Object self,
      @Nullable Object[] original) {
    super(site, site.underWay().here());
    this.scope = scope;
    this.method = method;
    this.asked = asked;
    this.self = self;
    this.original = original;
    this.pieces = new Pieces(plan, asked);
    this.unnamed = new boolean[pieces.keys().size()];
  }

  /** The answer, or this ticket where the body is to be run. */
  @Nullable Object begin() {
    findNear();
    Batch all = site().cache().askAll(questions);
    batch = all;
    settled = new boolean[questions.size()];
    boolean begun = false;
    try {
      Object state = wantRest(all) ? asking() : together();
      begun = state != null;
      return state;
    } finally {
      if (!begun) {
        all.abandon();
      }
    }
  }

  private void findNear() {
    for (int i = 0; i < pieces.keys().size(); i++) {
      Object key = pieces.keys().get(i);
      Entry entry =
          site()
              .cache()
              .findFirst(key, () -> new Object[] {asked.missingBeside(key), asked.nullBeside(key)});
      if (entry == null) {
        missing.add(i);
        questions.add(site().question(scope, key));
      } else if (!method.form().knowsNameOf(pieces, i)) {
        unnamed[i] = true;
      } else {
        take(i, entry);
      }
    }
  }

  private void take(int piece, Entry entry) {
    Object value = entry.answer().value;
    if (value == null && site().cache().isAt(asked.nullBeside(pieces.keys().get(piece)), entry)) {
      pieces.setNull(piece);
    } else {
      pieces.set(piece, value);
    }
    tellOuter(entry.birthNanos());
  }

  private void tellOuter(long birthNanos) {
    UpstreamCall outer = outer();
    if (outer != null) {
      outer.contains(birthNanos);
    }
  }

  /** Takes what there is, waits where that is all there is to do; whether upstream is wanted. */
  private boolean wantRest(Batch all) {
    boolean wanted = take(all);
    while (!wanted && all.isOpen()) {
      all.await();
      wanted = take(all);
    }
    return wanted;
  }

  private boolean take(Batch all) {
    boolean[] wanted = new boolean[pieces.keys().size()];
    boolean any = false;
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = unnamed[i];
      any |= unnamed[i];
    }
    for (int i = 0; i < settled.length; i++) {
      Lookup lookup = settled[i] ? null : all.lookup(i);
      if (lookup instanceof Lookup.Answered) {
        Lookup.Answered answered = (Lookup.Answered) lookup;
        settled[i] = true;
        if (method.form().knowsNameOf(pieces, missing.get(i))) {
          pieces.set(missing.get(i), answered.outcome().value);
          tellOuter(answered.birthNanos());
        } else {
          unnamed[missing.get(i)] = true;
          wanted[missing.get(i)] = true;
          any = true;
        }
      } else if (lookup != null) {
        wanted[missing.get(i)] = true;
        any = true;
      }
    }
    pieces.want(wanted);
    return any;
  }

  private Object asking() {
    arguments = wantedArguments();
    if (arguments == null) {
      boolean[] all = new boolean[pieces.keys().size()];
      Arrays.fill(all, true);
      pieces.want(all);
    }
    site().underWay().begin(this);
    return this;
  }

  /** Null where the client is asked for everything. */
  private @Nullable Object @Nullable [] wantedArguments() {
    return pieces.isWhole() ? null : method.narrowed(original, asked, pieces.wantedElements());
  }

  private @Nullable Object together() {
    Object answer = method.form().putTogether(pieces);
    return answer == null ? site().bypass(BypassReason.REFUSED) : new Served(answer);
  }

  @Override
  public @Nullable Object @Nullable [] arguments() {
    return arguments == null ? original : arguments;
  }

  @Override
  void holds(long birthNanos) {
    Batch all = batch;
    for (int i = 0; all != null && i < settled.length; i++) {
      Lookup lookup = all.lookup(i);
      if (lookup instanceof Lookup.Leading) {
        ((Lookup.Leading) lookup).load().contains(birthNanos);
      }
    }
  }

  @Override
  public void complete(@Nullable Object value, @Nullable Throwable failure) {
    outcome(value, failure);
  }

  @Override
  public Served outcome(@Nullable Object value, @Nullable Throwable failure) {
    Batch all = batch;
    try {
      site().underWay().end(this);
      if (all == null || failure != null) {
        return failure == null ? new Served(value) : Served.failed(failure);
      }
      return new Served(answer(all, value));
    } catch (FailedUpstreamException failed) {
      return Served.failed(failed.failure);
    } catch (Throwable fault) {
      site().faulted(fault);
      return recovered(value);
    } finally {
      abandon(all);
    }
  }

  private void abandon(@Nullable Batch all) {
    try {
      if (all != null) {
        all.abandon();
      }
    } catch (RuntimeException fault) {
      site().faulted(fault);
    }
  }

  /** The body's answer if it was asked for everything, else the original call's. */
  private Served recovered(@Nullable Object value) {
    try {
      return new Served(arguments == null ? value : callOriginal());
    } catch (FailedUpstreamException failed) {
      return Served.failed(failed.failure);
    }
  }

  private @Nullable Object answer(Batch all, @Nullable Object value)
      throws FailedUpstreamException {
    boolean whole = arguments == null;
    if (!takeApart(value)) {
      return whole ? value : callOriginal();
    }
    completeLoads(all);
    if (whole) {
      return value;
    }
    while (wantRest(all)) {
      @Nullable Object[] further = wantedArguments();
      if (further == null || !takeApart(call(further))) {
        return callOriginal();
      }
      completeLoads(all);
    }
    Object answer = method.form().putTogether(pieces);
    return answer == null ? callOriginal() : answer;
  }

  private boolean takeApart(@Nullable Object value) {
    try {
      if (method.form().takeApart(value, pieces)) {
        return true;
      }
    } catch (UnkeyableException unnamed) {
      site().tell("answer", String.valueOf(unnamed.getMessage()));
      return false;
    }
    site()
        .tell(
            "answer",
            "an answer does not tell which part of it is for which symbol; it was passed on and not"
                + " kept");
    return false;
  }

  private void completeLoads(Batch all) {
    Arrays.fill(unnamed, false);
    for (int i = 0; i < settled.length; i++) {
      Lookup lookup = settled[i] ? null : all.lookup(i);
      if (lookup != null && pieces.isWanted(missing.get(i))) {
        settled[i] = true;
        if (lookup instanceof Lookup.Leading) {
          complete(((Lookup.Leading) lookup).load(), missing.get(i));
        } else if (lookup instanceof Lookup.Bypassed) {
          site().bypass(((Lookup.Bypassed) lookup).reason());
        }
      }
    }
  }

  /**
   * What a batch leaves out, or says null of, is kept for batches alone: a method that asks for one
   * symbol may throw where this one leaves it out.
   */
  private void complete(Load load, int piece) {
    Object value = pieces.value(piece);
    try {
      if (value == null && pieces.isNull(piece)) {
        load.keepNullBeside(asked.nullBeside(pieces.keys().get(piece)));
      } else if (value == null && site().rule().shared()) {
        load.keepNullBeside(asked.missingBeside(pieces.keys().get(piece)));
      } else {
        load.complete(value);
      }
    } catch (UnkeepableValueException unkeepable) {
      site().refuse(String.valueOf(unkeepable.getMessage()));
    } catch (UnencodableValueException unencodable) {
      site().keepInProcess(String.valueOf(unencodable.getMessage()));
    }
  }

  /** For all symbols; what the caller passed may have been used up by now. */
  private @Nullable Object callOriginal() throws FailedUpstreamException {
    @Nullable Object[] all = method.narrowed(original, asked, asked.elements());
    return call(all == null ? original : all);
  }

  private @Nullable Object call(@Nullable Object[] with) throws FailedUpstreamException {
    site().underWay().begin(this);
    try {
      return method.call(self, with);
    } catch (Throwable failure) {
      throw new FailedUpstreamException(failure);
    } finally {
      site().underWay().end(this);
    }
  }

  /** What the client threw, on its way to the caller. */
  private static final class FailedUpstreamException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Throwable failure;

    FailedUpstreamException(Throwable failure) {
      super(null, null, false, false);
      this.failure = failure;
    }
  }
}
