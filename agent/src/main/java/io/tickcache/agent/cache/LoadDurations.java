package io.tickcache.agent.cache;

import java.util.concurrent.TimeUnit;

/**
 * How long a leader's lease should be: three times what the slow ones among the recent loads took.
 * A maximum that fades by a tenth with each load stands for their 99th percentile; being too long
 * costs only a wait after a crash. Thread-safe, a lost update does no harm.
 */
final class LoadDurations {

  private static final long SHORTEST_MILLIS = 200;
  private static final double FADE = 0.9;

  private final long longestMillis;
  private volatile double slowNanos;

  LoadDurations(long longestMillis) {
    this.longestMillis = Math.max(SHORTEST_MILLIS, longestMillis);
  }

  void record(long nanos) {
    slowNanos = Math.max((double) nanos, slowNanos * FADE);
  }

  long leaseMillis() {
    long wanted = TimeUnit.NANOSECONDS.toMillis((long) (3 * slowNanos));
    return Math.min(longestMillis, Math.max(SHORTEST_MILLIS, wanted));
  }
}
