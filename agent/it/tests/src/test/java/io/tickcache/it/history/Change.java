package io.tickcache.it.history;

/** A change of the data at the truth, after which its maker means to invalidate the symbol. */
record Change(int process, int thread, int symbol, long at) {}
