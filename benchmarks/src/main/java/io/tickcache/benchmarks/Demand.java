package io.tickcache.benchmarks;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What processes ask of L2 and of the upstream, by formulas: calls come at random, for symbols by
 * their popularity, and answers go away by nothing but their age. docs/scale.md derives them.
 *
 * @param processes of one namespace
 * @param perSecond calls of one process
 * @param symbols there are
 * @param exponent of Zipf's law: the n-th symbol is asked for n^-exponent times as often as the
 *     first
 * @param ttlSeconds how long an answer stays in L2, jitter taken off
 * @param nearSeconds how long it stays in L1
 * @param loadSeconds how long an upstream call takes
 */
record Demand(
    int processes,
    double perSecond,
    int symbols,
    double exponent,
    double ttlSeconds,
    double nearSeconds,
    double loadSeconds) {

  /** Of all processes in a second. */
  double calls() {
    return processes * perSecond;
  }

  /** Look-ups in L2 a second: a process asks once an answer has been in its L1 for its time. */
  double reads() {
    return rates().map(this::reads).sum();
  }

  /** Upstream calls a second: the namespace asks once an answer's {@code ttl} is over. */
  double loads() {
    return rates().map(rate -> loads(reads(rate))).sum();
  }

  /** Look-ups a second that find another process loading, and look again when it has. */
  double waits() {
    return rates()
        .map(this::reads)
        .map(reads -> loads(reads) * Math.min(processes - 1, reads * loadSeconds))
        .sum();
  }

  /** Loads a second that at least one other process finds under way. */
  double awaited() {
    double others = (processes - 1) / (double) processes;
    return rates()
        .map(this::reads)
        .map(reads -> loads(reads) * (1 - Math.exp(-others * reads * loadSeconds)))
        .sum();
  }

  private double reads(double rate) {
    return processes * rate / (1 + rate * nearSeconds);
  }

  private double loads(double reads) {
    return reads / (1 + reads * ttlSeconds);
  }

  /** Of each symbol the calls a second of one process. */
  private DoubleStream rates() {
    double all = weights().sum();
    return weights().map(weight -> perSecond * weight / all);
  }

  private DoubleStream weights() {
    return IntStream.rangeClosed(1, symbols).mapToDouble(n -> Math.pow(n, -exponent));
  }
}
