package io.tickcache.it;

import java.time.Duration;
import java.util.List;

/** How many calls of an upstream came within periods of one length. */
final class Arrivals {

  private final List<Long> nanos;
  private final long periodNanos;

  /**
   * @param nanos when they came, in order of time
   */
  Arrivals(List<Long> nanos, Duration period) {
    this.nanos = nanos;
    this.periodNanos = period.toNanos();
  }

  /** Those that came from a moment on, and before another. */
  Arrivals between(long fromNanos, long toNanos) {
    return new Arrivals(
        nanos.stream().filter(at -> at - fromNanos >= 0 && at - toNanos < 0).toList(),
        Duration.ofNanos(periodNanos));
  }

  int number() {
    return nanos.size();
  }

  /** The most that came within any period, wherever it begins. */
  int mostInAPeriod() {
    int most = 0;
    int first = 0;
    for (int last = 0; last < nanos.size(); last++) {
      while (nanos.get(last) - nanos.get(first) >= periodNanos) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
