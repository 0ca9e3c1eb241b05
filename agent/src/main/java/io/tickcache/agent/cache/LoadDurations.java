package io.tickcache.agent.cache;

import java.util.concurrent.TimeUnit;

/**
 * How long loads take, and what follows from it. A maximum that fades by a tenth with each load
 * stands for their 99th percentile, an average of which each load is a tenth for their mean.
 * Thread-safe, a lost update does no harm.
 */
final class LoadDurations {

  private static final long SHORTEST_MILLIS = 200;
  private static final double FADE = 0.9;

  private final long longestMillis;
  private volatile double slowNanos;
  private volatile double meanNanos;

  LoadDurations(long longestMillis) {
    this.longestMillis = Math.max(SHORTEST_MILLIS, longestMillis);
  }

  void record(long nanos) {
    double mean = meanNanos;
    meanNanos = mean == 0 ? nanos : FADE * mean + (1 - FADE) * nanos;
    slowNanos = Math.max((double) nanos, slowNanos * FADE);
  }

  /**
   * How long a leader's lease should be: three times what the slow loads take. Being too long costs
   * only a wait after a crash.
   */
  long leaseMillis() {
    long wanted = TimeUnit.NANOSECONDS.toMillis((long) (3 * slowNanos));
    return Math.min(longestMillis, Math.max(SHORTEST_MILLIS, wanted));
  }

  /**
   * How long before its answer is needed a load should begin: what a slow one takes, and more by an
   * exponential draw with their mean.
   *
   * @param random from 0 up to but not including 1
   */
  long aheadNanos(double random) {
    return (long) (slowNanos - meanNanos * Math.log(1 - random));
  }
}
