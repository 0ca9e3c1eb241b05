package io.tickcache.agent.cache;

/**
 * Stands around all that was asked and loaded for one symbol since its last invalidation. An
 * invalidation breaks it, once and for good, and with it every entry and every flight that holds
 * it; what is asked afterwards gets a new one. Thread-safe.
 */
final class Fence {

  private volatile boolean broken;
  private volatile boolean byOthers;

  boolean isUp() {
    return !broken;
  }

  /** Whether it was this process that broke it. */
  boolean isBrokenHere() {
    return broken && !byOthers;
  }

  void breakDown() {
    broken = true;
  }

  /** As {@link #breakDown}, for what another process has told L2 of. */
  void breakDownByOthers() {
    byOthers = true;
    broken = true;
  }
}
