package io.tickcache.sample.exchange.limit;

/**
 * What one address has used of one {@link Limit}. Moments come in milliseconds and never go back.
 * Not thread-safe.
 */
abstract class Window {
  final Limit limit;
  private final long openedMillis;
  private long granted;
  private long mostUsed;

  Window(Limit limit, long nowMillis) {
    this.limit = limit;
    this.openedMillis = nowMillis;
  }

  /** How long until there is room for the weight, 0 if there is. */
  abstract long waitMillis(int weight, long nowMillis);

  /** Puts down a request for which there was room. */
  final void grant(int weight, long nowMillis) {
    take(weight, nowMillis);
    granted += weight;
    mostUsed = Math.max(mostUsed, used(nowMillis));
  }

  /** Puts down a request that was refused, by this limit or by another one. */
  void refuse(int weight, long nowMillis) {}

  final WindowUsage usage(long nowMillis) {
    return new WindowUsage(
        limit.toString(), granted, allowed(openedMillis, nowMillis), mostUsed, limit.burst());
  }

  abstract void take(int weight, long nowMillis);

  /** What counts against the limit at this moment. */
  abstract long used(long nowMillis);

  /** What may be granted from one moment to the other. */
  abstract double allowed(long fromMillis, long nowMillis);
}
