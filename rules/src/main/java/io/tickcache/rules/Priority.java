package io.tickcache.rules;

/** Which calls of an upstream go before others, the most important first. */
public enum Priority {
  /** They go before all others, and may use what is reserved. */
  HIGH,
  NORMAL,
  /** They let all others pass. */
  LOW;

  public boolean isBefore(Priority other) {
    return compareTo(other) < 0;
  }
}
