package io.tickcache.agent.cache;

import java.time.Duration;

/** A clock that stands until it is moved, before the race or after it. */
final class StandingClock implements Ticker {

  private long nanos = 1_000_000_000_000L;

  @Override
  public long read() {
    return nanos;
  }

  void advance(Duration duration) {
    nanos += duration.toNanos();
  }
}
