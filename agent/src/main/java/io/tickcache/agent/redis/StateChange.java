package io.tickcache.agent.redis;

/** That the breaker or the backplane went from one state to another. Immutable. */
public final class StateChange {

  /** By the host's clock, in milliseconds since 1970. */
  public final long wallMillis;

  /** {@code breaker} or {@code backplane}. */
  public final String what;

  public final String from;
  public final String to;

  /** The reason in a few words; empty where there is none to tell. */
  public final String why;

  StateChange(long wallMillis, String what, String from, String to, String why) {
    this.wallMillis = wallMillis;
    this.what = what;
    this.from = from;
    this.to = to;
    this.why = why;
  }
}
