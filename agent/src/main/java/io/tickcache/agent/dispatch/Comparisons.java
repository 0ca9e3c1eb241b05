package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.cache.UnkeepableValueException;
import io.tickcache.rules.Mode;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

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

  /**
   * Whether there is room for so many, which then have to be made or given back. One call with more
   * than there may be at all takes all the room.
   */
  boolean reserve(int number) {
    return room.tryAcquire(Math.min(number, MOST));
  }

  void giveBack(int number) {
    room.release(Math.min(number, MOST));
  }

  /**
   * Makes the comparisons of one call soon.
   *
   * @param reserved for how many there was room reserved
   */
  void make(Site site, ShadowStats stats, List<Comparison> ofCall, int reserved) {
    background.execute(
        () -> {
          try {
            boolean any = false;
            for (Comparison one : ofCall) {
              any |= makeNow(site, stats, one);
            }
            if (any) {
              stats.comparedCalls.increment();
            }
          } finally {
            giveBack(reserved);
          }
        });
  }

  /** Whether the two could be compared. */
  private boolean makeNow(Site site, ShadowStats stats, Comparison comparison) {
    try {
      List<String> differences = comparison.differences();
      if (differences.isEmpty()) {
        stats.same.increment();
      } else {
        stats.differed(differences, comparison.ageNanos());
      }
      return true;
    } catch (UnkeepableValueException incomparable) {
      tellOfUncomparable(site, incomparable);
      stats.uncompared.increment();
    } catch (Throwable fault) {
      site.faulted(fault);
      stats.uncompared.increment();
    }
    return false;
  }

  void tellOfUncomparable(Site site, UnkeepableValueException incomparable) {
    String by = site.rule().mode() == Mode.SHADOW ? "`shadow`" : "`verify`";
    site.tell("comparison", incomparable.getMessage() + "; such answers are not compared by " + by);
  }
}
