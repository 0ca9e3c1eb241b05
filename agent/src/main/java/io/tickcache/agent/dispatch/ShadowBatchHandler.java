package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.key.BatchPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As {@link ShadowHandler}, for calls that ask for many symbols: the client is asked for all of
 * them, and each is a hit, a load or another's load by itself. Thread-safe.
 */
class ShadowBatchHandler extends WatchingBatchHandler {

  private final boolean checking;
  private final Comparisons comparisons;

  /**
   * @param checking whether only what the cache has is of interest
   */
  ShadowBatchHandler(
      Site site, BatchPlan plan, Delivery delivery, boolean checking, Comparisons comparisons) {
    super(site, plan, delivery);
    this.checking = checking;
    this.comparisons = comparisons;
  }

  @Override
  final Purpose purpose(Scope scope, BatchParts parts) {
    Shadowing shadowing = new Shadowing(site(), parts, checking, comparisons);
    List<Integer> open = new ArrayList<>();
    List<Question> questions = new ArrayList<>();
    @Nullable Entry[] entries =
        site().cache().findAll(parts.keys(), parts::beside, (key, found) -> !found.isStale());
    for (int i = 0; i < entries.length; i++) {
      Object key = parts.keys().get(i);
      Entry entry = entries[i];
      if (entry == null) {
        open.add(i);
        questions.add(site().question(scope, key));
      } else {
        shadowing.hit(i, entry, site().cache().isAt(parts.nullBeside(key), entry));
      }
    }
    return site()
        .cache()
        .askAllWithoutWaiting(questions)
        .orAbandon(
            all -> {
              for (int i = 0; i < open.size(); i++) {
                shadowing.ask(open.get(i), all.lookup(i));
              }
              return shadowing;
            });
  }
}
