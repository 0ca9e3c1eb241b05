package io.tickcache.sample.exchange;

import java.time.Duration;

/**
 * How much one address may ask for: {@code weight} per {@code window}. Who goes on for {@code
 * patience} refusals is banned for {@code firstBan}, and each further ban is twice as long, up to
 * {@code longestBan}.
 */
record LimitPolicy(
    int weight, Duration window, int patience, Duration firstBan, Duration longestBan) {

  /** The length of a ban for an address that was banned {@code bansBefore} times already. */
  Duration ban(int bansBefore) {
    Duration ban = firstBan;
    for (int i = 0; i < bansBefore && ban.compareTo(longestBan) < 0; i++) {
      ban = ban.multipliedBy(2);
    }
    return ban.compareTo(longestBan) < 0 ? ban : longestBan;
  }
}
