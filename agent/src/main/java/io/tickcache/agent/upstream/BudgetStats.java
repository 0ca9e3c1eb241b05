package io.tickcache.agent.upstream;

import java.util.concurrent.atomic.LongAdder;

/** What became of the calls that a budget was asked for. Thread-safe. */
public final class BudgetStats {

  /** Calls that there was room for at once. */
  public final LongAdder granted = new LongAdder();

  /** Calls that had to wait until there was. */
  public final LongAdder waited = new LongAdder();

  /** Calls that were made beyond the budget, because there was no room in their time. */
  public final LongAdder overdrawn = new LongAdder();

  /**
   * Calls that were not made for want of room, because their callers got answers past their time.
   */
  public final LongAdder forgone = new LongAdder();

  /** How long calls have waited, in vain or not. */
  public final LongAdder waitedNanos = new LongAdder();
}
