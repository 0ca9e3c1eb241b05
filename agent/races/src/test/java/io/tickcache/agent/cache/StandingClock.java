package io.tickcache.agent.cache;

/** A clock that stands until it is moved, by the one thread that makes the state of a race. */
final class StandingClock implements Ticker {

  private long nanos = 1_000_000_000_000L;

  @Override
  public long read() {
    return nanos;
  }

  void tick() {
    nanos++;
  }
}
