package io.tickcache.sample.exchange.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the grants of the last period, by a list of them. */
final class SlidingWindow extends Window {
  private final long periodMillis;
  private final Deque<Grant> grants = new ArrayDeque<>();
  private long used;

  SlidingWindow(Limit limit, long nowMillis) {
    super(limit, nowMillis);
    this.periodMillis = limit.period().toMillis();
  }

  @Override
  long waitMillis(int weight, long nowMillis) {
    long left = used(nowMillis);
    if (left + weight <= limit.weight()) {
      return 0;
    }
    for (Grant grant : grants) {
      left -= grant.weight;
      if (left + weight <= limit.weight()) {
        return grant.millis + periodMillis - nowMillis;
      }
    }
    return periodMillis;
  }

  @Override
  void take(int weight, long nowMillis) {
    grants.add(new Grant(nowMillis, weight));
    used += weight;
  }

  @Override
  long used(long nowMillis) {
    for (Grant oldest = grants.peek();
        oldest != null && oldest.millis <= nowMillis - periodMillis;
        oldest = grants.peek()) {
      used -= oldest.weight;
      grants.remove();
    }
    return used;
  }

  @Override
  double allowed(long fromMillis, long nowMillis) {
    return limit.weight() * Math.max(1, (double) (nowMillis - fromMillis) / periodMillis);
  }

  private record Grant(long millis, int weight) {}
}
