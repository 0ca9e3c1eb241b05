package io.tickcache.sample.exchange.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
final class MovableClock implements InstantSource {
  private Instant now = Instant.ofEpochSecond(1_700_000_000);

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration step) {
    now = now.plus(step);
  }
}
