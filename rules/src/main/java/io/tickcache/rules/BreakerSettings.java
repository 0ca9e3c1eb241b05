package io.tickcache.rules;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the circuit breaker gives Redis up for a while. Rates are percentages. */
public final class BreakerSettings extends Value {
  private static final BreakerSettings DEFAULTS = builder().build();

  private final double failureRate;
  private final Duration slowCall;
  private final double slowRate;
  private final int window;
  private final Duration openFor;

  private BreakerSettings(Builder builder) {
    this.failureRate = builder.failureRate;
    this.slowCall = builder.slowCall;
    this.slowRate = builder.slowRate;
    this.window = builder.window;
    this.openFor = builder.openFor;
  }

  public static BreakerSettings defaults() {
    return DEFAULTS;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The percentage of failed calls that opens the breaker. */
  public double failureRate() {
    return failureRate;
  }

  /** A call that takes longer counts as slow. */
  public Duration slowCall() {
    return slowCall;
  }

  /** The percentage of slow calls that opens the breaker. */
  public double slowRate() {
    return slowRate;
  }

  /** How many of the latest calls are counted. */
  public int window() {
    return window;
  }

  /** How long the breaker stays open before it tries again. */
  public Duration openFor() {
    return openFor;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(failureRate, slowCall, slowRate, window, openFor);
  }

  /** Collects breaker settings, starting from the defaults. */
  public static final class Builder {
    private double failureRate = 50;
    private Duration slowCall = Duration.ofMillis(10);
    private double slowRate = 80;
    private int window = 100;
    private Duration openFor = Duration.ofSeconds(2);

    private Builder() {}

    public Builder failureRate(double percent) {
      this.failureRate = percent;
      return this;
    }

    public Builder slowCall(Duration slowCall) {
      this.slowCall = slowCall;
      return this;
    }

    public Builder slowRate(double percent) {
      this.slowRate = percent;
      return this;
    }

    public Builder window(int calls) {
      this.window = calls;
      return this;
    }

    public Builder openFor(Duration openFor) {
      this.openFor = openFor;
      return this;
    }

    public BreakerSettings build() {
      return new BreakerSettings(this);
    }
  }
}
