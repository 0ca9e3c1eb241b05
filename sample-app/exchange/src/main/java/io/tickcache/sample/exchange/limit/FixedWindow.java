package io.tickcache.sample.exchange.limit;

/** Counts in windows that are aligned to the clock and start from zero each. */
final class FixedWindow extends Window {
  private final long originMillis;
  private final long periodMillis;
  private long window;
  private long used;

  FixedWindow(Limit limit, long originMillis, long nowMillis) {
    super(limit, nowMillis);
    this.originMillis = originMillis;
    this.periodMillis = limit.period().toMillis();
    this.window = window(nowMillis);
  }

  @Override
  long waitMillis(int weight, long nowMillis) {
    boolean room = used(nowMillis) + weight <= limit.weight();
    return room ? 0 : originMillis + (window + 1) * periodMillis - nowMillis;
  }

  @Override
  void take(int weight, long nowMillis) {
    used = used(nowMillis) + weight;
  }

  @Override
  long used(long nowMillis) {
    if (window(nowMillis) != window) {
      window = window(nowMillis);
      used = 0;
    }
    return used;
  }

  @Override
  double allowed(long fromMillis, long nowMillis) {
    return (double) limit.weight() * (window(nowMillis) - window(fromMillis) + 1);
  }

  private long window(long millis) {
    return Math.floorDiv(millis - originMillis, periodMillis);
  }
}
