package io.tickcache.rules;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much a provider allows within any time of some length: {@code 1200 per 1m}. Immutable. */
public final class Allowance extends Value {
  private final int amount;
  private final Duration period;

  /**
   * @param amount of calls, or of what calls weigh; above 0
   */
  public Allowance(int amount, Duration period) {
    this.amount = amount;
    this.period = period;
  }

  public int amount() {
    return amount;
  }

  public Duration period() {
    return period;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(amount, period);
  }
}
