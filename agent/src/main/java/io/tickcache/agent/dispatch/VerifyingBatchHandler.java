package io.tickcache.agent.dispatch;

import io.tickcache.agent.key.BatchPlan;
import io.tickcache.bootstrap.gate.CallHandler;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Has the calls of one site answered by another handler, but for a sample: those go upstream whole,
 * and what the cache has of their symbols is held against what the upstream says. Thread-safe.
 */
final class VerifyingBatchHandler extends ShadowBatchHandler {

  private final CallHandler answers;
  private final double share;

  /**
   * @param answers all other calls
   * @param share of the calls that are checked, from 0 to 1
   */
  VerifyingBatchHandler(
      Site site,
      BatchPlan plan,
      CallHandler answers,
      Delivery delivery,
      double share,
      Comparisons comparisons) {
    super(site, plan, delivery, true, comparisons);
    this.answers = answers;
    this.share = share;
  }

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    if (ThreadLocalRandom.current().nextDouble() >= share) {
      return answers.enter(self, arguments);
    }
    Object checked = super.enter(self, arguments);
    return checked instanceof WatchedCall
        ? ((WatchedCall) checked).orElse(() -> answers.enter(self, arguments))
        : checked;
  }

  @Override
  @Nullable Object enterWalkedOnce(@Nullable Object self, @Nullable Object[] arguments) {
    return answers.enter(self, arguments);
  }
}
