package io.tickcache.agent.cache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the hits whose time is taken: all of them where they come a millisecond apart or more,
 * one a millisecond where they come faster, and then that one stands for those since the one
 * before. Reading the clock once more would cost as much as a look-up. Thread-safe; takes no lock.
 */
final class TimedHits {

  private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final LongAdder hits;
  private final AtomicReference<@Nullable Timed> last = new AtomicReference<>();

  /**
   * @param hits the count of all, in which each is before it is asked for here
   */
  TimedHits(LongAdder hits) {
    this.hits = hits;
  }

  /** Whether one that begins now would be timed. */
  boolean isDue(long now) {
    return isDue(last.get(), now);
  }

  private static boolean isDue(@Nullable Timed before, long now) {
    return before == null || now - before.nanos >= APART_NANOS;
  }

  /** How many hits one that begins now stands for, itself included; 0 if it isn't timed. */
  long take(long now) {
    Timed before = last.get();
    if (!isDue(before, now)) {
      return 0;
    }
    long all = hits.sum();
    return last.compareAndSet(before, new Timed(now, all))
        ? all - (before == null ? 0 : before.hits)
        : 0;
  }

  /** The last one that was timed: when, and how many there had been. Immutable. */
  private static final class Timed {
    private final long nanos;
    private final long hits;

    private Timed(long nanos, long hits) {
      this.nanos = nanos;
      this.hits = hits;
    }
  }
}
