package io.tickcache.it.harness;

import java.util.Arrays;
import java.util.Locale;

/** Durations, sorted, so that a share of them can be named. Not thread-safe. */
public final class Percentiles {

  private long[] nanos = new long[1 << 12];
  private int size;

  public void add(long duration) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = duration;
  }

  public int size() {
    return size;
  }

  /** The smallest duration that at least this share of them, 0 to 1, doesn't exceed. */
  public double millis(double share) {
    return at(sorted(), share);
  }

  /** The usual ones in one line, in milliseconds. */
  @Override
  public String toString() {
    if (size == 0) {
      return "none";
    }
    long[] sorted = sorted();
    return String.format(
        Locale.ROOT,
        "p50 %7.3f   p99 %7.3f   p99.9 %7.3f   max %7.3f ms",
        at(sorted, 0.5),
        at(sorted, 0.99),
        at(sorted, 0.999),
        at(sorted, 1));
  }

  private long[] sorted() {
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return sorted;
  }

  private static double at(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }
}
