package io.tickcache.agent.cache;

/**
 * Stands around all that was asked and loaded for one symbol since its last invalidation. An
 * invalidation breaks it, once and for good, and with it every entry and every flight that holds
 * it; what is asked afterwards gets a new one. Thread-safe.
 */
final class Fence {

  private volatile boolean broken;

  boolean isUp() {
    return !broken;
  }

  void breakDown() {
    broken = true;
  }
}
