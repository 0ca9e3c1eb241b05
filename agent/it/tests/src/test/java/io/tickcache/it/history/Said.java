package io.tickcache.it.history;

/** What the agent of a process said in its log; shown in stories. */
record Said(int process, long at, String what) {}
