package com.acme.trading;

/**
 * Fixed times at which rounds are due, from a start (inclusive) to an end (exclusive). A round
 * whose time and whole period have passed before it could begin is missed. In nanoseconds; not
 * thread-safe.
 */
final class Schedule {
  static final long OVER = Long.MIN_VALUE;

  private final long startNanos;
  private final long periodNanos;
  private final long rounds;
  private long next;
  private long missed;

  Schedule(long startNanos, long periodNanos, long durationNanos) {
    this.startNanos = startNanos;
    this.periodNanos = periodNanos;
    this.rounds = (durationNanos + periodNanos - 1) / periodNanos;
  }

  /** Nanoseconds from now until the next round, 0 if it is due, {@link #OVER} after the last. */
  long untilNext(long nowNanos) {
    long elapsed = nowNanos - startNanos;
    long due = Math.min(Math.max(0, elapsed / periodNanos), rounds);
    if (due > next) {
      missed += due - next;
      next = due;
    }
    if (next >= rounds) {
      return OVER;
    }
    return Math.max(0, next++ * periodNanos - elapsed);
  }

  long missed() {
    return missed;
  }
}
