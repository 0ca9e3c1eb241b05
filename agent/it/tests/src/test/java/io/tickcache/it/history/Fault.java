package io.tickcache.it.history;

/**
 * A time in which something was broken on purpose, or found broken.
 *
 * @param process the one that it hit, or {@link Operation#ALL}
 * @param end {@link Long#MAX_VALUE} while it lasts
 */
record Fault(String name, Effect effect, int process, long start, long end) {

  /** What a fault can take away. */
  enum Effect {
    /** Nothing: no caller and no other process should notice, and nothing is excused. */
    NOTHING,
    /** Redis answers nobody. */
    SILENCE,
    /** Redis answers, and messages come, but leases and values are lost. */
    AMNESIA,
    /** Commands, messages or leases may be lost, though Redis may answer. */
    LOSS,
    /** The process doesn't run; what it is sent waits for it. */
    PAUSE,
    /** The process is gone; another with a number of its own takes its place. */
    DEATH
  }

  boolean hits(int other) {
    return process == Operation.ALL || process == other;
  }
}
