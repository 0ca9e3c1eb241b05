package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.key.Asked;
import io.tickcache.agent.key.BatchPlan;
import io.tickcache.bootstrap.gate.CallHandler;
import org.jspecify.annotations.Nullable;

/**
 * Lets the calls of one site go upstream as they are, and watches those that {@link BatchHandler}
 * would ask the cache for, symbol by symbol. Thread-safe.
 */
abstract class WatchingBatchHandler extends CallHandler {

  private final Site site;
  private final BatchPlan plan;
  private final Delivery delivery;

  WatchingBatchHandler(Site site, BatchPlan plan, Delivery delivery) {
    this.site = site;
    this.plan = plan;
    this.delivery = delivery;
  }

  final Site site() {
    return site;
  }

  /** What a call is watched for. */
  abstract Purpose purpose(Scope scope, BatchParts parts);

  /** Who walks through such elements leaves nothing to the body. */
  @Nullable Object enterWalkedOnce(@Nullable Object self, @Nullable Object[] arguments) {
    return site.bypass(BypassReason.UNKEYABLE);
  }

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    try {
      UpstreamCall outer = site.underWay().here();
      Scope scope = site.admit(self, outer);
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
      if (way.isWalkedOnce()) {
        return enterWalkedOnce(self, arguments);
      }
      Asked asked =
          plan.asked(way, site.keyScope(scope, self), site.isPlain(scope), self, arguments);
      if (asked == null || asked.elements().isEmpty()) {
        return site.bypass(BypassReason.NULL_KEY);
      }
      CallArguments received = new CallArguments(() -> plan.stillAsks(asked, self, arguments));
      BatchParts parts = new BatchParts(site, scope, plan, asked);
      return WatchedCall.begin(purpose(scope, parts), outer, received, delivery);
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }
}
