package io.tickcache.agent.dispatch;

import io.tickcache.agent.key.BatchPlan;
import org.jspecify.annotations.Nullable;

/** As {@link ObservingHandler}, for calls that ask for many symbols. Thread-safe. */
final class ObservingBatchHandler extends WatchingBatchHandler {

  ObservingBatchHandler(Site site, BatchPlan plan, Delivery delivery) {
    super(site, plan, delivery);
  }

  @Override
  Purpose purpose(Scope scope, BatchParts parts) {
    return new Observing(
        site(), site().observe(scope, parts.keys()), answer -> negatives(answer, parts));
  }

  /** For each symbol, whether the answer has none for it; null if it can't be taken apart. */
  private static boolean @Nullable [] negatives(@Nullable Object answer, BatchParts parts) {
    if (!parts.take(answer)) {
      return null;
    }
    boolean[] negatives = new boolean[parts.keys().size()];
    for (int i = 0; i < negatives.length; i++) {
      negatives[i] = Ages.isNegative(parts.value(i));
    }
    return negatives;
  }
}
