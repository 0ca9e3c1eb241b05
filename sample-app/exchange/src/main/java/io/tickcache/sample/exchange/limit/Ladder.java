package io.tickcache.sample.exchange.limit;

import java.time.Duration;

/**
 * What happens to an address that goes on when it is refused: after {@code patience} refusals
 * {@code within} one period of the clock it is banned for {@code firstBan}, and each further ban is
 * twice as long, up to {@code longestBan}.
 */
public record Ladder(int patience, Duration within, Duration firstBan, Duration longestBan) {
  /** For providers that refuse and never ban. */
  static final Ladder NONE =
      new Ladder(Integer.MAX_VALUE, Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO);

  /** The length of a ban for an address that was banned {@code bansBefore} times already. */
  Duration ban(long bansBefore) {
    Duration ban = firstBan;
    for (long i = 0; i < bansBefore && ban.compareTo(longestBan) < 0; i++) {
      ban = ban.multipliedBy(2);
    }
    return ban.compareTo(longestBan) < 0 ? ban : longestBan;
  }
}
