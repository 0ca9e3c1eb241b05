package io.tickcache.it.history;

/**
 * A call of the upstream, as the truth saw it: it came later than it began in its process, and
 * ended earlier.
 */
record Call(
    long id,
    int process,
    int thread,
    int symbol,
    long arrival,
    long end,
    long version,
    boolean failed) {}
