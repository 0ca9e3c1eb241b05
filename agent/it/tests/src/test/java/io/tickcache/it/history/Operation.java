package io.tickcache.it.history;

/**
 * What one thread of an application did, as its journal has it.
 *
 * @param symbol which one, or {@link #ALL}
 * @param call the number of the upstream call that a read was answered by
 */
record Operation(Kind kind, int process, int thread, int symbol, long start, long end, long call) {

  /** Every symbol, where one could stand. */
  static final int ALL = -1;

  enum Kind {
    READ,
    FAILED_READ,
    INVALIDATION,
    /** The process stood still. */
    STALL,
    /** A call threw what the upstream had not. */
    ERROR
  }

  boolean isRead() {
    return kind == Kind.READ || kind == Kind.FAILED_READ;
  }
}
