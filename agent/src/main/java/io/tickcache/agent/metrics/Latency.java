package io.tickcache.agent.metrics;

/** How long something took lately, in seconds; what isn't known is no number. Immutable. */
public final class Latency {

  public final double p50;
  public final double p99;
  public final double p999;
  public final double max;

  Latency(double p50, double p99, double p999, double max) {
    this.p50 = p50;
    this.p99 = p99;
    this.p999 = p999;
    this.max = max;
  }
}
