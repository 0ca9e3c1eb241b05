package io.tickcache.agent.cache;

/**
 * A value as L1 holds it: one object for all callers, or a private one that each caller gets a copy
 * of. Thread-safe.
 */
public abstract class Kept {

  /** What one caller gets. */
  public abstract Object answer();

  /** The value itself, to be looked at only. */
  public abstract Object held();

  /**
   * The heap that the value takes, by an estimate that looks through all of it.
   *
   * @throws UnkeepableValueException if it can't be looked through
   */
  public abstract long bytes() throws UnkeepableValueException;

  /** Whether every caller gets the same object. */
  public abstract boolean shared();
}
