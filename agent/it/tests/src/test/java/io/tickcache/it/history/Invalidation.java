package io.tickcache.it.history;

/**
 * An invalidation of a symbol or of {@link Operation#ALL}.
 *
 * @param end when it returned; {@link Long#MAX_VALUE} if it did not, as far as is known
 */
record Invalidation(int process, int thread, int symbol, long start, long end) {

  /** Whether it is known to have happened. */
  boolean returned() {
    return end != Long.MAX_VALUE;
  }
}
