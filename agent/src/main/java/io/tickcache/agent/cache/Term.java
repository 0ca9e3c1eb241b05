package io.tickcache.agent.cache;

/** When an answer's time is over, by the cache's ticker. Immutable. */
final class Term {

  /** When it may be served no more, by anyone. */
  final long endNanos;

  /** When it leaves this process, or before that. */
  final long nearEndNanos;

  /** When it leaves this process while L2 is out. */
  final long degradedEndNanos;

  Term(long endNanos, long nearEndNanos, long degradedEndNanos) {
    this.endNanos = endNanos;
    this.nearEndNanos = earlier(nearEndNanos, endNanos);
    this.degradedEndNanos = earlier(degradedEndNanos, endNanos);
  }

  static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }
}
