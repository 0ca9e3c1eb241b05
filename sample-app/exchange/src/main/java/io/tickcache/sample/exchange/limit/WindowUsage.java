package io.tickcache.sample.exchange.limit;

import java.util.Locale;

/**
 * What an address used of one limit since its first request.
 *
 * @param limit as it is written
 * @param granted weight that was granted
 * @param allowed weight that the limit would have granted in that time
 * @param most the weight that counted against the limit when it was most
 */
public record WindowUsage(String limit, long granted, double allowed, long most) {

  /** The share, 0 to 1, of what was allowed. */
  public double share() {
    return granted / allowed;
  }

  String toJson() {
    return String.format(
        Locale.ROOT,
        "{\"limit\":\"%s\",\"granted\":%d,\"allowed\":%.0f,\"most\":%d,\"share\":%.4f}",
        limit,
        granted,
        allowed,
        most,
        share());
  }
}
