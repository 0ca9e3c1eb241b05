package io.tickcache.sample.exchange.limit;

import java.util.Locale;

/**
 * What an address used of one limit since its first request.
 *
 * @param limit as it is written
 * @param granted weight that was granted
 * @param allowed weight that the limit would have granted in that time
 * @param most the weight that counted against the limit when it was most
 * @param room the weight that can count against it
 */
public record WindowUsage(String limit, long granted, double allowed, long most, int room) {

  /** The share, 0 to 1, of what was allowed all the time. */
  public double share() {
    return granted / allowed;
  }

  /** The share, 0 to 1, that was used when it was most: of the fullest window. */
  public double peak() {
    return (double) most / room;
  }

  String toJson() {
    return String.format(
        Locale.ROOT,
        "{\"limit\":\"%s\",\"granted\":%d,\"allowed\":%.0f,\"share\":%.4f,\"peak\":%.4f}",
        limit,
        granted,
        allowed,
        share(),
        peak());
  }
}
