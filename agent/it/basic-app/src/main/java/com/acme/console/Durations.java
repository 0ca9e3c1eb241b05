package com.acme.console;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long calls took, right to an eighth; any number of threads record them. */
final class Durations {

  private static final int PARTS_BITS = 3;
  private static final int PARTS = 1 << PARTS_BITS;

  private final AtomicLongArray counts = new AtomicLongArray(Long.SIZE * PARTS);

  void record(long nanos) {
    counts.incrementAndGet(bucket(Math.max(PARTS, nanos)));
  }

  /** How many there were since it was last asked, and their p50, p99, p99.9 and maximum in ns. */
  String take() {
    long[] taken = new long[counts.length()];
    long all = 0;
    for (int i = 0; i < taken.length; i++) {
      taken[i] = counts.getAndSet(i, 0);
      all += taken[i];
    }
    return all
        + " "
        + below(taken, all * 0.5)
        + " "
        + below(taken, all * 0.99)
        + " "
        + below(taken, all * 0.999)
        + " "
        + below(taken, (double) all);
  }

  private static long below(long[] counts, double number) {
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= number && seen > 0) {
        return end(i);
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    int part = (int) (nanos >> (octave - PARTS_BITS)) & (PARTS - 1);
    return octave * PARTS + part;
  }

  private static long end(int bucket) {
    int octave = bucket / PARTS;
    return (long) (PARTS + bucket % PARTS + 1) << (octave - PARTS_BITS);
  }
}
