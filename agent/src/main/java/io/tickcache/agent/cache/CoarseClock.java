package io.tickcache.agent.cache;

import java.util.concurrent.TimeUnit;

/**
 * A clock that is moved once a second, for what needs no exact one: reading a real one would cost
 * more than a look-up. Thread-safe.
 */
final class CoarseClock {

  /** How far it is behind at most, for those who {@link #keepUp}. */
  static final long LAG_NANOS = TimeUnit.SECONDS.toNanos(2);

  private volatile long nanos;

  CoarseClock(long now) {
    this.nanos = now;
  }

  /** Only forward; that an update may be lost in a race does no harm. */
  void advance(long now) {
    if (now - nanos > 0) {
      nanos = now;
    }
  }

  /** Moves it only where that was not done in time. */
  void keepUp(long now) {
    if (now - nanos > LAG_NANOS) {
      nanos = now;
    }
  }

  long read() {
    return nanos;
  }
}
