package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Kept;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.cache.UnkeepableValueException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Compares in the background what calls would have got with what they got. Those that are still to
 * be made are bounded, because each keeps a copy of an answer. Thread-safe.
 */
final class Comparisons {

  private static final int MOST = 128;

  private final Executor background;
  private final Semaphore room = new Semaphore(MOST);

  Comparisons(Executor background) {
    this.background = background;
  }

  /** Whether there is room for one more, which then has to be made or given back. */
  boolean reserve() {
    return room.tryAcquire();
  }

  void giveBack() {
    room.release();
  }

  /** Makes a comparison soon, in the room that was reserved for it. */
  void compare(Site site, ShadowStats stats, WouldBe wouldBe, @Nullable Kept upstream) {
    background.execute(
        () -> {
          try {
            compareNow(site, stats, wouldBe, upstream);
          } finally {
            giveBack();
          }
        });
  }

  private void compareNow(Site site, ShadowStats stats, WouldBe wouldBe, @Nullable Kept upstream) {
    try {
      List<String> differences =
          wouldBe
              .values()
              .differences(wouldBe.entry().held(), upstream == null ? null : upstream.held());
      if (differences.isEmpty()) {
        stats.same.increment();
      } else {
        stats.differed(differences, wouldBe.ageNanos());
      }
    } catch (UnkeepableValueException incomparable) {
      tellOfUncomparable(site, incomparable);
      stats.uncompared.increment();
    } catch (Throwable fault) {
      site.faulted(fault);
      stats.uncompared.increment();
    }
  }

  void tellOfUncomparable(Site site, UnkeepableValueException incomparable) {
    site.tell(
        "comparison", incomparable.getMessage() + "; such answers are not compared in `shadow`");
  }
}
