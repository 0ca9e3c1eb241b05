package io.tickcache.agent.redis;

/** One question to Redis and what it tells of the way there. Immutable. */
public final class RedisProbe {

  private final String failure;
  private final long tripNanos;
  private final long clockMillis;
  private final String version;

  private RedisProbe(String failure, long tripNanos, long clockMillis, String version) {
    this.failure = failure;
    this.tripNanos = tripNanos;
    this.clockMillis = clockMillis;
    this.version = version;
  }

  static RedisProbe failed(String why) {
    return new RedisProbe(why, -1, 0, "");
  }

  static RedisProbe answered(long tripNanos, long clockMillis, String version) {
    return new RedisProbe("", tripNanos, clockMillis, version);
  }

  /** Why there is no answer; empty if there is one. */
  public String failure() {
    return failure;
  }

  public long tripNanos() {
    return tripNanos;
  }

  /** How far Redis's clock is ahead of that of this host, to half of the trip. */
  public long clockMillis() {
    return clockMillis;
  }

  /** That of the server, such as {@code 7.0.15}. */
  public String version() {
    return version;
  }
}
