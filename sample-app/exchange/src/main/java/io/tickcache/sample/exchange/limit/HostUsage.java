package io.tickcache.sample.exchange.limit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What one address has asked of the exchange since its first request.
 *
 * @param weight of the requests that were granted
 */
public record HostUsage(
    String host,
    long calls,
    long weight,
    long overLimit,
    long banned,
    long bans,
    List<WindowUsage> windows) {

  /** Takes a copy of the list. */
  public HostUsage {
    windows = List.copyOf(windows);
  }

  /** All of it as a JSON object. */
  public String toJson() {
    return """
        {"host":"%s","calls":%d,"weight":%d,"status429":%d,"status418":%d,"bans":%d,"windows":%s}"""
        .formatted(
            host,
            calls,
            weight,
            overLimit,
            banned,
            bans,
            windows.stream().map(WindowUsage::toJson).collect(Collectors.joining(",", "[", "]")));
  }
}
