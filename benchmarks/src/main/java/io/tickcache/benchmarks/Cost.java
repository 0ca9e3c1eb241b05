package io.tickcache.benchmarks;

/** What a call cost in one JVM: its CPU time, and how many bytes it allocated. */
record Cost(double cpuNanos, double bytes) {}
