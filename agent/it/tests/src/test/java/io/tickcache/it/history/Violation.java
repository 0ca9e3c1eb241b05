package io.tickcache.it.history;

/**
 * A promise that was broken.
 *
 * @param at when, and {@code from} when the story that led to it begins
 */
record Violation(Promise promise, int process, int symbol, long from, long at, String what) {

  /** The promises that the checker decides. */
  enum Promise {
    /** An answer came from a call of its symbol that had arrived; an exception from a call, too. */
    ANSWER,
    P1_AGE,
    P2_INVALIDATION,
    P3_ONE_LOAD
  }
}
