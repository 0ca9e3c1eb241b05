package io.tickcache.agent.cache;

/**
 * An invalidation that falls due at a moment that others decide, such as when a promise is kept;
 * what decides it holds it, too. Thread-safe.
 */
public interface DueInvalidation {

  /**
   * Invalidates if it is due and nobody has done so yet. Asked before every look-up, so it is quick
   * as long as it isn't due.
   *
   * @return whether there is nothing left to do, now or later
   */
  boolean settle();
}
