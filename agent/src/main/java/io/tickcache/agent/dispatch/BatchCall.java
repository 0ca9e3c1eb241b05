package io.tickcache.agent.dispatch;

import io.tickcache.agent.batch.BatchMethod;
import io.tickcache.agent.cache.Batch;
import io.tickcache.agent.cache.Load;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.key.Asked;
import io.tickcache.agent.key.BatchPlan;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call for many symbols that asks upstream for some of them, and by which arguments it does. What
 * can't be done that way is left to the original call.
 */
abstract class BatchCall extends UpstreamCall {

  private final BatchMethod method;
  private final BatchPlan plan;
  private final Asked asked;
  private final @Nullable Object self;
  private final @Nullable Object[] original;
  private final Gathering gathering;
  private @Nullable Batch batch;
  private @Nullable Object @Nullable [] arguments;

  /**
   * @param original the caller's arguments, perhaps with a list in place of what can be walked once
   * @param renewing whether what has half its time behind it is to be loaded with the rest
   */
  BatchCall(
      Site site,
      Scope scope,
      BatchPlan plan,
      Asked asked,
      @Nullable Object self,
      @Nullable Object[] original,
      boolean renewing) {
    super(site, site.underWay().here());
    this.method = scope.batch();
    this.plan = plan;
    this.asked = asked;
    this.self = self;
    this.original = original;
    this.gathering = new Gathering(site, scope, plan, asked, outer(), renewing);
  }

  /** The answer, or this ticket where the body is to be run. */
  final @Nullable Object begin() {
    Batch all = ask();
    batch = all;
    return all.orAbandon(this::begin);
  }

  /** Puts the questions to the cache that L1 has no answer to. */
  abstract Batch ask();

  abstract @Nullable Object begin(Batch all);

  final Gathering gathering() {
    return gathering;
  }

  final BatchMethod method() {
    return method;
  }

  final @Nullable Object self() {
    return self;
  }

  final Batch batch() {
    Batch all = batch;
    if (all == null) {
      throw new IllegalStateException("a call that has not begun");
    }
    return all;
  }

  /** Has the body run, for what is wanted or, where that can't be said, for everything. */
  final Object asking() {
    arguments = wantedArguments();
    site().underWay().begin(this);
    return this;
  }

  /** Whether the body is asked for everything, as its caller asked. */
  final boolean isWhole() {
    return arguments == null;
  }

  /**
   * For what is wanted of the client; null where that is everything now, be it that a call for less
   * can't be made or that its answer would not tell what the whole one looks like.
   */
  final @Nullable Object @Nullable [] wantedArguments() {
    List<Object> wanted = gathering.wantedElements();
    @Nullable Object[] some =
        gathering.isWhole() || wanted.isEmpty() || !gathering.isSettled()
            ? null
            : method.narrowed(original, asked, wanted);
    if (some == null) {
      gathering.wantAll();
    }
    return some;
  }

  /** For all symbols; what the caller passed may have been used up by now. */
  final @Nullable Object[] allArguments() {
    @Nullable Object[] all = method.narrowed(original, asked, asked.elements());
    return all == null ? original : all;
  }

  @Override
  public final @Nullable Object[] arguments() {
    return arguments == null ? original : arguments;
  }

  @Override
  final void begins() {
    forEachLoad(Load::begin);
  }

  @Override
  final void holds(long birthNanos) {
    forEachLoad(load -> load.contains(birthNanos));
  }

  private void forEachLoad(Consumer<Load> action) {
    Batch all = batch;
    for (int i = 0; all != null && i < gathering.questions().size(); i++) {
      Lookup lookup = all.lookup(i);
      if (lookup instanceof Lookup.Leading) {
        action.accept(((Lookup.Leading) lookup).load());
      }
    }
  }

  @Override
  public final void complete(@Nullable Object value, @Nullable Throwable failure) {
    outcome(value, failure);
  }

  /**
   * Whether the arguments that the body had ask the same as at the beginning; if not, this is told.
   * Never throws.
   */
  final boolean stillAsks() {
    @Nullable Object @Nullable [] narrowed = arguments;
    CallArguments received =
        new CallArguments(
            () ->
                narrowed == null
                    ? plan.stillAsks(asked, self, original)
                    : plan.stillAskByElements(asked, self, narrowed));
    boolean same = received.stillAsk();
    if (!same) {
      site().tellOfChange();
    }
    return same;
  }

  /**
   * The answer of which all that is wanted is past its time; null where the rule doesn't grant
   * that. Never throws.
   *
   * @param failure in whose place it is; null where the client must not be asked now
   */
  final @Nullable Object last(@Nullable Throwable failure) {
    try {
      boolean taken = gathering.takeLast(batch(), failure, outer());
      return taken && gathering.isSettled() && !gathering.hasAged() ? gathering.together() : null;
    } catch (Throwable fault) {
      site().faulted(fault);
      return null;
    }
  }

  /** Ends the loads that have come to nothing; never throws. */
  final void abandon() {
    try {
      batch().abandon();
    } catch (RuntimeException fault) {
      site().faulted(fault);
    }
  }
}
