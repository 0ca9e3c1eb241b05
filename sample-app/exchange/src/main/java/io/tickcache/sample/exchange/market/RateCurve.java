package io.tickcache.sample.exchange.market;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A rate that is constant from step to step. Times in milliseconds since the beginning, rates in
 * events per millisecond; 0 before the first step. Immutable.
 */
final class RateCurve {
  private final NavigableMap<Double, Double> steps;

  /**
   * @param steps rates by the time from which they hold
   */
  RateCurve(Map<Double, Double> steps) {
    this.steps = new TreeMap<>(steps);
  }

  double rateAt(double millis) {
    Map.Entry<Double, Double> step = steps.floorEntry(millis);
    return step == null ? 0 : step.getValue();
  }

  /** When the rate added up from that time on reaches the amount; infinite if it never does. */
  double timeOf(double amount, double fromMillis) {
    double left = amount;
    double from = fromMillis;
    while (true) {
      Double end = steps.higherKey(from);
      double rate = rateAt(from);
      if (end == null || rate * (end - from) >= left) {
        return from + left / rate;
      }
      left -= rate * (end - from);
      from = end;
    }
  }
}
