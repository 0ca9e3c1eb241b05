package io.tickcache.sample.exchange.limit;

/**
 * The verdict on one request.
 *
 * @param waitMillis how long the client has to wait before it may ask again, 0 if it was allowed
 */
public record Decision(Verdict verdict, long waitMillis) {
  static final Decision ALLOWED = new Decision(Verdict.ALLOWED, 0);

  /** The wait as HTTP tells it: whole seconds, never too few. */
  public long retryAfterSeconds() {
    return -Math.floorDiv(-waitMillis, 1_000L);
  }
}
