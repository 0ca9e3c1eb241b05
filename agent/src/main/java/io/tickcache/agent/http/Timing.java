package io.tickcache.agent.http;

/** How long a port bears with its callers, and how long it waits to be opened again. Immutable. */
final class Timing {

  static final Timing USUAL = new Timing(10_000, 30_000);

  final long exchangeMillis;
  final long retryMillis;

  /**
   * @param exchangeMillis the longest from one answer on a connection to the next
   * @param retryMillis from one try to open the port to the next
   */
  Timing(long exchangeMillis, long retryMillis) {
    this.exchangeMillis = exchangeMillis;
    this.retryMillis = retryMillis;
  }
}
