package io.tickcache.agent.cache;

import io.tickcache.rules.AdaptiveTtl;
import java.time.Duration;

/**
 * Chooses how long an entry stays in L1, so that no more than a share of its hits differs from what
 * the next tier would answer. Immutable.
 *
 * <p>Where changes come at random at a rate, an answer of some age is out of date with probability
 * {@code 1 - e^-(rate * age)}. Of the hits from age {@code a} on, over a time {@code t}, that are
 * out of date
 *
 * <pre>1 - e^-(rate * a) * (1 - e^-x) / x, where x = rate * t</pre>
 *
 * on average, and this is solved for {@code t}. It is 5 % at x = 0.103 for an answer that is new.
 */
final class StaleTarget {

  private static final int MOST_STEPS = 50;

  private final double share;
  private final long minNanos;
  private final long maxNanos;
  private final boolean inForce;

  StaleTarget(AdaptiveTtl adaptive, Duration ttl) {
    Duration max = adaptive.max();
    this.share = adaptive.maxStale() / 100;
    this.minNanos = adaptive.min().toNanos();
    this.maxNanos = (max == null ? ttl : max).toNanos();
    this.inForce = adaptive.keep() == null;
  }

  /** Whether what is chosen holds, and is not only told. */
  boolean isInForce() {
    return inForce;
  }

  double share() {
    return share;
  }

  long minNanos() {
    return minNanos;
  }

  long maxNanos() {
    return maxNanos;
  }

  /**
   * How long an entry is to stay.
   *
   * @param ageNanos how old the answer is by then
   */
  long nanos(ChangeRate rate, long ageNanos) {
    if (rate.isUnknown()) {
      return minNanos;
    }
    double perNano = rate.perNano();
    double left = 1 - (1 - share) * Math.exp(perNano * Math.max(0, ageNanos));
    long nanos = left <= 0 ? 0 : (long) (exposure(left) / perNano);
    return Math.max(minNanos, Math.min(maxNanos, nanos));
  }

  /** The x at which {@code 1 - (1 - e^-x) / x} is this share, by Newton's method. */
  static double exposure(double share) {
    double x = 2 * share;
    for (int step = 0; step < MOST_STEPS; step++) {
      double fresh = -Math.expm1(-x) / x;
      double next = x - (1 - fresh - share) * x / (fresh - Math.exp(-x));
      if (Math.abs(next - x) < 1e-9 * x) {
        return next;
      }
      x = next;
    }
    return x;
  }
}
