package io.tickcache.agent.dispatch;

import io.tickcache.agent.batch.Pieces;
import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.key.Asked;
import io.tickcache.agent.key.BatchPlan;
import io.tickcache.bootstrap.gate.CallHandler;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * As {@link ObservingHandler}, for calls that {@link BatchHandler} would ask the cache for, key by
 * key. Thread-safe.
 */
final class ObservingBatchHandler extends CallHandler {

  private final Site site;
  private final BatchPlan plan;
  private final Delivery delivery;

  ObservingBatchHandler(Site site, BatchPlan plan, Delivery delivery) {
    this.site = site;
    this.plan = plan;
    this.delivery = delivery;
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
        // Who walks through the elements leaves nothing to the body.
        return site.bypass(BypassReason.UNKEYABLE);
      }
      Asked asked =
          plan.asked(way, site.keyScope(scope, self), site.isPlain(scope), self, arguments);
      if (asked == null || asked.elements().isEmpty()) {
        return site.bypass(BypassReason.NULL_KEY);
      }
      Pieces pieces = new Pieces(plan, asked, value -> null);
      return new ObservingTicket(
              site,
              outer,
              site.observe(scope, pieces.keys()),
              new CallArguments(() -> plan.stillAsks(asked, self, arguments)),
              delivery,
              answer -> negatives(scope, answer, pieces))
          .begin();
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }

  /** For each symbol, whether the answer has none for it; null if it can't be taken apart. */
  private boolean @Nullable [] negatives(Scope scope, @Nullable Object answer, Pieces pieces) {
    boolean[] negatives = new boolean[pieces.keys().size()];
    Arrays.fill(negatives, true);
    pieces.want(negatives);
    if (!Gathering.takeApart(site, scope.batch().form(), answer, pieces)) {
      return null;
    }
    for (int i = 0; i < negatives.length; i++) {
      negatives[i] = Ages.isNegative(pieces.value(i));
    }
    return negatives;
  }
}
