package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.key.Asked;
import io.tickcache.agent.key.BatchPlan;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.bootstrap.gate.LoadTicket;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of one site that ask for many symbols: from the cache what it has, from
 * upstream the rest. As in {@link AnswerHandler}, every failure of the agent's becomes the original
 * call. Thread-safe.
 */
final class BatchHandler extends CallHandler {

  private final Site site;
  private final BatchPlan plan;
  private final boolean promised;
  private final Detours detours;

  /**
   * @param promised whether the method promises its answers
   */
  BatchHandler(Site site, BatchPlan plan, boolean promised, Detours detours) {
    this.site = site;
    this.plan = plan;
    this.promised = promised;
    this.detours = detours;
  }

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    try {
      Scope scope = site.admit(self, site.underWay().here());
      if (scope == null) {
        return null;
      }
      if (!plan.admits(self, arguments)) {
        return site.bypass(BypassReason.CONDITION);
      }
      Asked.Way way = plan.way(arguments);
      if (way == null) {
        return site.bypass(BypassReason.NULL_KEY);
      }
      return way.isWalkedOnce()
          ? onceWalked(scope, way, self, arguments)
          : answer(scope, way, self, arguments);
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }

  /** Who walks through the elements must leave something to the body: it gets them as a list. */
  private @Nullable Object onceWalked(
      Scope scope, Asked.Way way, @Nullable Object self, @Nullable Object[] arguments)
      throws Throwable {
    @Nullable Object[] listed = scope.batch().listed(arguments, way);
    if (listed == null) {
      site.tell(
          "iterable",
          "the symbols are in a `"
              + way.end().getClass().getName()
              + "`, which may be walked only once, where the method takes no list; the call went"
              + " upstream");
      return site.bypass(BypassReason.UNKEYABLE);
    }
    Object state = null;
    try {
      Asked.Way toList = plan.way(listed);
      state = toList == null ? null : answer(scope, toList, self, listed);
    } catch (Throwable failure) {
      site.failed(failure);
    }
    return state == null ? new Passing(listed) : state;
  }

  private @Nullable Object answer(
      Scope scope, Asked.Way way, @Nullable Object self, @Nullable Object[] arguments)
      throws Throwable {
    Asked asked = plan.asked(way, site.keyScope(scope, self), site.isPlain(scope), self, arguments);
    if (asked == null || asked.elements().isEmpty()) {
      return site.bypass(BypassReason.NULL_KEY);
    }
    if (site.awaitsWarmUp(scope)) {
      site.warmUp(scope, self, SeenCall.of(plan, asked, arguments));
    }
    BatchCall call =
        promised
            ? new PromisedBatchTicket(site, scope, plan, asked, self, arguments, detours)
            : BatchTicket.of(site, scope, plan, asked, self, arguments);
    return call.begin();
  }

  /** A call that goes upstream with other arguments than the caller's. */
  private static final class Passing extends LoadTicket {
    private final @Nullable Object[] arguments;

    Passing(@Nullable Object[] arguments) {
      this.arguments = arguments;
    }

    @Override
    public @Nullable Object @Nullable [] arguments() {
      return arguments;
    }

    @Override
    public void complete(@Nullable Object value, @Nullable Throwable failure) {}
  }
}
