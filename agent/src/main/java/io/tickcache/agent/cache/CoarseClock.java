package io.tickcache.agent.cache;

import java.util.concurrent.TimeUnit;

/**
 * A clock that is moved once a second, for what needs no exact one: reading a real one would cost
 * more than a look-up. Thread-safe.
 */
final class CoarseClock {

  /** How far it is behind, where it is moved in time. */
  static final long LAG_NANOS = TimeUnit.SECONDS.toNanos(1);

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

  long read() {
    return nanos;
  }
}
