package io.tickcache.agent.cache;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock on the wall that goes as the ticker does, and shows a given moment to begin with. */
class FakeWall extends Clock {

  private final Ticker ticker;
  private final long began;
  private final Instant beginning;

  FakeWall(Ticker ticker, String beginning) {
    this.ticker = ticker;
    this.began = ticker.read();
    this.beginning = Instant.parse(beginning);
  }

  @Override
  public Instant instant() {
    return beginning.plusNanos(ticker.read() - began);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nobody asks a wall for another zone");
  }
}
