package io.tickcache.sample.exchange.market;

import java.util.SplittableRandom;

/**
 * Changes of a Poisson process whose rate follows a curve, computed one by one when somebody looks.
 *
 * <p>The process is an even one on a bent time line: between two events of a process of rate 1 lie
 * exponential spans, and the event of the curve comes when its rate, added up, reaches the span. So
 * there is one random number to an event, and the events depend on the seed alone.
 *
 * <p>E. Cinlar, Introduction to Stochastic Processes, 1975, section 4.7 (inversion of the
 * expectation function).
 */
final class PoissonChanges implements Changes {
  private final RateCurve curve;
  private final SplittableRandom random;
  private final long openedMillis;
  private double lastMillis;

  PoissonChanges(RateCurve curve, SplittableRandom random, long openedMillis) {
    this.curve = curve;
    this.random = random;
    this.openedMillis = openedMillis;
  }

  @Override
  public long nextMillis() {
    double span = -Math.log(1 - random.nextDouble());
    lastMillis = curve.timeOf(span, lastMillis);
    return Double.isInfinite(lastMillis) ? NEVER : openedMillis + (long) Math.ceil(lastMillis);
  }
}
