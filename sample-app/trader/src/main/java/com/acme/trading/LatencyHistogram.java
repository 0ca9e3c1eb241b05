package com.acme.trading;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in buckets whose width is 1/32 of their power of two, so that any percentile is
 * at most about 3 % too high. In nanoseconds, up to about 18 minutes; thread-safe.
 */
public final class LatencyHistogram {
  private static final int SUB_BITS = 5;
  private static final int SUB_BUCKETS = 1 << SUB_BITS;
  private static final long LONGEST_NANOS = (1L << 40) - 1;

  private final AtomicLongArray buckets = new AtomicLongArray(index(LONGEST_NANOS) + 1);
  private final AtomicLong max = new AtomicLong();

  /** Counts one duration; negative ones count as zero. */
  public void record(long nanos) {
    long value = Math.max(0, Math.min(nanos, LONGEST_NANOS));
    buckets.incrementAndGet(index(value));
    long seen = max.get();
    while (value > seen && !max.compareAndSet(seen, value)) {
      seen = max.get();
    }
  }

  public long count() {
    long count = 0;
    for (int i = 0; i < buckets.length(); i++) {
      count += buckets.get(i);
    }
    return count;
  }

  public long maxNanos() {
    return max.get();
  }

  /** The duration that the given share (0 to 1) of all does not exceed; 0 if there are none. */
  public long percentileNanos(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count()));
    long seen = 0;
    for (int i = 0; i < buckets.length(); i++) {
      seen += buckets.get(i);
      if (seen >= rank) {
        return Math.min(upperBound(i), maxNanos());
      }
    }
    return maxNanos();
  }

  private static int index(long value) {
    int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(value | 1) - SUB_BITS);
    return shift * SUB_BUCKETS + (int) (value >>> shift);
  }

  private static long upperBound(int index) {
    int shift = Math.max(0, index / SUB_BUCKETS - 1);
    long first = index - (long) shift * SUB_BUCKETS;
    return ((first + 1) << shift) - 1;
  }
}
