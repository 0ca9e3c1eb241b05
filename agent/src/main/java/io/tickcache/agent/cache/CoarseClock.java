package io.tickcache.agent.cache;

/**
 * A clock that is moved by the way, for what needs no exact one: reading a real one would cost more
 * than a look-up. Thread-safe.
 */
final class CoarseClock {

  private volatile boolean begun;
  private volatile long nanos;

  /** Only forward; that an update may be lost in a race does no harm. */
  void advance(long now) {
    if (!begun || now - nanos > 0) {
      begun = true;
      nanos = now;
    }
  }

  long read() {
    return nanos;
  }
}
