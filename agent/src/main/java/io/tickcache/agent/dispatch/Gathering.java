package io.tickcache.agent.dispatch;

import io.tickcache.agent.batch.AnswerForm;
import io.tickcache.agent.batch.Pieces;
import io.tickcache.agent.batch.UnmakeableAnswerException;
import io.tickcache.agent.cache.Batch;
import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.Load;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.UnencodableValueException;
import io.tickcache.agent.cache.UnkeepableValueException;
import io.tickcache.agent.cache.Values;
import io.tickcache.agent.key.Asked;
import io.tickcache.agent.key.BatchPlan;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.key.UnkeyableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of an answer for many symbols while they come together: from L1 at once, then from L2,
 * from other callers and from upstream. What comes from upstream ends the loads that wait for it.
 * Used by one thread at a time.
 */
final class Gathering {

  private final Site site;
  private final Scope scope;
  private final AnswerForm form;
  private final Asked asked;
  private final Pieces pieces;
  private final Ages ages;

  /** The piece that each question is about. */
  private final List<Integer> missing = new ArrayList<>();

  private final List<Question> questions = new ArrayList<>();
  private final boolean[] settled;

  /** The pieces that the client is to be asked for though no load of this call waits for them. */
  private final boolean[] loose;

  /** Whether what was there at once has had to wait for the rest. */
  private boolean waited;

  /**
   * @param outer the load that this call is part of
   * @param renewing whether what has half its time behind it is to be loaded with the rest
   */
  Gathering(
      Site site,
      Scope scope,
      BatchPlan plan,
      Asked asked,
      @Nullable UpstreamCall outer,
      boolean renewing) {
    this.site = site;
    this.scope = scope;
    this.form = scope.batch().form();
    this.asked = asked;
    this.pieces = new Pieces(plan, asked, value -> copy(scope.values(), value));
    @Nullable Entry[] found =
        site.cache()
            .findAll(
                pieces.keys(), asked::beside, (key, entry) -> !renewing || isYoung(key, entry));
    this.ages = new Ages(site.cache(), pieces, found);
    this.loose = new boolean[found.length];
    for (int i = 0; i < found.length; i++) {
      Entry entry = found[i];
      if (entry == null) {
        Question question = site.question(scope, pieces.keys().get(i));
        missing.add(i);
        questions.add(renewing ? question.renewing() : question);
      } else {
        takeNear(i, entry, outer);
      }
    }
    this.settled = new boolean[questions.size()];
    this.waited = !questions.isEmpty();
  }

  /** Null if there is none: that was told when the value was to be kept. */
  private static @Nullable Object copy(Values values, Object value) {
    try {
      return values.keep(value).answer();
    } catch (UnkeepableValueException unkeepable) {
      return null;
    }
  }

  private boolean isYoung(Object key, Entry entry) {
    return site.cache().isYoung(KeyPlan.symbolOf(key), entry);
  }

  private void takeNear(int piece, Entry entry, @Nullable UpstreamCall outer) {
    take(piece, entry);
    loose[piece] = !form.knowsNameOf(pieces, piece);
    if (loose[piece]) {
      ages.forget(piece);
    } else {
      contains(outer, entry.birthNanos());
    }
  }

  private void take(int piece, Entry entry) {
    Object value = entry.answer().value;
    if (value == null && site.cache().isAt(asked.nullBeside(pieces.keys().get(piece)), entry)) {
      pieces.setNull(piece);
    } else {
      pieces.set(piece, value);
    }
  }

  private static void contains(@Nullable UpstreamCall outer, long birthNanos) {
    if (outer != null) {
      outer.contains(birthNanos);
    }
  }

  /** What L1 has no answer to, one question for each symbol. */
  List<Question> questions() {
    return questions;
  }

  /**
   * Takes what has become of the questions; whether the client is wanted for others.
   *
   * @param outer the load that this call is part of, if that is still under way here
   */
  boolean take(Batch all, @Nullable UpstreamCall outer) {
    boolean[] wanted = new boolean[loose.length];
    for (int i = 0; i < settled.length; i++) {
      Lookup lookup = settled[i] ? null : all.lookup(i);
      if (lookup instanceof Lookup.Answered) {
        if (take(i, (Lookup.Answered) lookup)) {
          contains(outer, ((Lookup.Answered) lookup).birthNanos());
        }
      } else if (lookup != null && !(lookup instanceof Lookup.Following)) {
        wanted[missing.get(i)] = true;
      }
    }
    boolean any = false;
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] |= loose[i];
      any |= wanted[i];
    }
    want(wanted);
    return any;
  }

  private boolean take(int question, Lookup.Answered answered) {
    int piece = missing.get(question);
    settled[question] = true;
    pieces.set(piece, answered.outcome().value);
    loose[piece] = !form.knowsNameOf(pieces, piece);
    Entry entry = answered.entry();
    if (!loose[piece] && entry != null) {
      ages.set(piece, entry);
    }
    return !loose[piece];
  }

  /**
   * Takes what another caller's load has come to: an answer, or a failure or nothing, which say
   * nothing of this method.
   */
  void landed(int question, Lookup.@Nullable Answered answered) {
    if (answered != null && answered.outcome().failure == null) {
      take(question, answered);
    } else {
      settled[question] = true;
      loose[missing.get(question)] = true;
    }
  }

  /**
   * Takes the last answers for all that is wanted, where the rule grants those, and ends the loads
   * that wait for them; false where it doesn't grant one, and then nothing has changed.
   *
   * @param failure in whose place they are; null where the client must not be asked now
   * @param outer the load that this call is part of, if that is still under way here
   */
  boolean takeLast(Batch all, @Nullable Throwable failure, @Nullable UpstreamCall outer) {
    @Nullable Entry[] last = new Entry[loose.length];
    for (int i = 0; i < last.length; i++) {
      if (pieces.isWanted(i)) {
        Question question = site.question(scope, pieces.keys().get(i));
        last[i] = site.cache().last(question, failure);
        if (last[i] == null) {
          return false;
        }
      }
    }
    for (int i = 0; i < settled.length; i++) {
      Entry entry = last[missing.get(i)];
      Lookup lookup = settled[i] || entry == null ? null : all.lookup(i);
      if (lookup instanceof Lookup.Leading) {
        ((Lookup.Leading) lookup).load().endWith(Objects.requireNonNull(entry), failure);
      }
      settled[i] |= entry != null;
    }
    for (int i = 0; i < last.length; i++) {
      Entry entry = last[i];
      if (entry != null) {
        pieces.set(i, entry.answer().value);
        ages.set(i, entry);
        contains(outer, entry.birthNanos());
        loose[i] = false;
      }
    }
    return true;
  }

  void wantAll() {
    boolean[] all = new boolean[loose.length];
    Arrays.fill(all, true);
    want(all);
  }

  private void want(boolean[] wanted) {
    pieces.want(wanted);
    ages.asked();
  }

  /** Whether something that was there in time has become too old to be handed out. */
  boolean hasAged() {
    return waited && ages.anyOver();
  }

  /** Whether all that was asked for together is wanted. */
  boolean isWhole() {
    return pieces.isWhole();
  }

  List<Object> wantedElements() {
    return pieces.wantedElements();
  }

  /** Takes the client's answer apart; false, after telling why, if that can't be done. */
  boolean takeApart(@Nullable Object value) {
    boolean taken = takeApart(site, form, value, pieces);
    if (taken) {
      ages.answered();
      waited = true;
    }
    return taken;
  }

  /** As {@link #takeApart(Object)}, into any pieces. */
  static boolean takeApart(Site site, AnswerForm form, @Nullable Object value, Pieces pieces) {
    try {
      if (form.takeApart(value, pieces)) {
        return true;
      }
    } catch (UnkeyableException unnamed) {
      site.tell("answer", String.valueOf(unnamed.getMessage()));
      return false;
    } catch (UnmakeableAnswerException unmakeable) {
      site.tellOfUnfit(String.valueOf(unmakeable.getMessage()));
      return false;
    }
    site.tell(
        "answer",
        "an answer does not tell which part of it is for which symbol; it was passed on and not"
            + " kept");
    return false;
  }

  /** Ends the loads whose answers have been taken from the client's. */
  void completeLoads(Batch all) {
    Arrays.fill(loose, false);
    for (int i = 0; i < settled.length; i++) {
      Lookup lookup = settled[i] ? null : all.lookup(i);
      if (lookup == null
          || lookup instanceof Lookup.Following
          || !pieces.isWanted(missing.get(i))) {
        continue;
      }
      settled[i] = true;
      if (lookup instanceof Lookup.Leading) {
        complete(site, asked, pieces, ((Lookup.Leading) lookup).load(), missing.get(i));
      } else if (lookup instanceof Lookup.Bypassed) {
        site.bypass(((Lookup.Bypassed) lookup).reason());
      }
    }
  }

  /**
   * Ends a load with its piece. What a batch leaves out, or says null of, is kept for batches
   * alone: a method that asks for one symbol may throw where this one leaves it out.
   */
  static void complete(Site site, Asked asked, Pieces pieces, Load load, int piece) {
    Object value = pieces.value(piece);
    try {
      if (value == null && pieces.isNull(piece)) {
        load.keepNullBeside(asked.nullBeside(pieces.keys().get(piece)));
      } else if (value == null && site.rule().shared()) {
        load.keepNullBeside(asked.missingBeside(pieces.keys().get(piece)));
      } else {
        load.complete(value);
      }
    } catch (UnkeepableValueException unkeepable) {
      site.tellOfUnfit(String.valueOf(unkeepable.getMessage()));
    } catch (UnencodableValueException unencodable) {
      site.keepInProcess(String.valueOf(unencodable.getMessage()));
    }
  }

  /** Whether the answer can be made of its pieces once they are there. */
  boolean isSettled() {
    return form.isSettledFor(pieces);
  }

  /** The answer that the client would have given, or null if it can't be made. */
  @Nullable Object together() {
    return form.putTogether(pieces);
  }
}
