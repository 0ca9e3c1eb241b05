package io.tickcache.agent.cache;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * How long the answers of a cache live and how many there are, in nanoseconds as the engine counts.
 * Immutable.
 */
public final class CachePolicy {

  final long ttlNanos;
  final long nearNanos;
  final long degradedNanos;
  final long negativeNanos;
  final long waitNanos;
  final double jitter;
  final int maximumEntries;
  final boolean acrossProcesses;
  final UnaryOperator<String> symbols;

  private CachePolicy(Builder builder) {
    this.ttlNanos = builder.ttl.toNanos();
    this.nearNanos = builder.near.toNanos();
    this.degradedNanos = builder.degraded.toNanos();
    this.negativeNanos = builder.negative.toNanos();
    this.waitNanos = builder.wait.toNanos();
    this.jitter = builder.jitter;
    this.maximumEntries = builder.maximumEntries;
    this.acrossProcesses = builder.acrossProcesses;
    this.symbols = builder.symbols;
  }

  /** A policy by which an answer lives for {@code ttl} in every tier, until more is said. */
  public static Builder ttl(Duration ttl) {
    return new Builder(ttl);
  }

  /** Collects the settings; see the rules file for what they mean. */
  public static final class Builder {
    private final Duration ttl;
    private Duration near;
    private Duration degraded;
    private Duration negative;
    private Duration wait = Duration.ofSeconds(2);
    private double jitter;
    private int maximumEntries = 100_000;
    private boolean acrossProcesses = true;
    private UnaryOperator<String> symbols = UnaryOperator.identity();

    private Builder(Duration ttl) {
      this.ttl = ttl;
      this.near = ttl;
      this.degraded = ttl;
      this.negative = ttl;
    }

    public Builder near(Duration longest) {
      this.near = longest;
      return this;
    }

    public Builder degraded(Duration longest) {
      this.degraded = longest;
      return this;
    }

    public Builder negative(Duration negativeTtl) {
      this.negative = negativeTtl;
      return this;
    }

    public Builder waitAtMost(Duration longest) {
      this.wait = longest;
      return this;
    }

    /** Shortens the time to live in L2 at random by up to this share, 0 to 1. */
    public Builder jitter(double share) {
      this.jitter = share;
      return this;
    }

    public Builder maximumEntries(int number) {
      this.maximumEntries = number;
      return this;
    }

    /** Whether callers wait for the load of another process. */
    public Builder acrossProcesses(boolean wait) {
      this.acrossProcesses = wait;
      return this;
    }

    /** How a symbol that people write becomes the one that keys have. */
    public Builder symbols(UnaryOperator<String> form) {
      this.symbols = form;
      return this;
    }

    public CachePolicy build() {
      return new CachePolicy(this);
    }
  }
}
