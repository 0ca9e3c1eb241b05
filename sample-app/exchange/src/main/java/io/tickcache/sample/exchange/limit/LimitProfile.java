package io.tickcache.sample.exchange.limit;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The limits of one provider, all in force at once, by address. Each of those with a name says
 * which figures the provider has published and which are assumed. Times to wait are told in a
 * {@code Retry-After} by all of them, which only Binance has published.
 */
public record LimitProfile(List<Limit> limits, Weights weights, Ladder ladder) {
  /**
   * Binance's spot API until August 2023. Published: 1200 of weight a minute by IP address; 1 for
   * the ticker of one symbol or of up to 20, 20 for up to 100, 40 for more; 1 for an order; 429
   * when the limit is broken, 418 for who goes on, bans by IP from 2 minutes to 3 days that grow
   * for who repeats, and {@code Retry-After} with both. Assumed: minutes by the clock, 100 refusals
   * in one of them before a ban, bans that double, and that no ban is ever forgotten. Left out:
   * limits by account, and the 6100 requests in 5 minutes. Since then it is 6000 a minute, and
   * requests weigh two times as much or more.
   */
  private static final LimitProfile BINANCE =
      new LimitProfile(
          Limit.parseAll("1200 per 1m"),
          new Weights(1, symbols -> symbols <= 20 ? 1 : symbols <= 100 ? 20 : 40, 1),
          new Ladder(100, Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofDays(3)));

  /**
   * Like Kraken's spot API, for an account of the tier "pro". Published: a counter that calls put
   * up by 1, that may be at 20 and decays by 1 a second; who goes on while it is over that waits
   * longer. Assumed: that refused calls put it up as well, to 40 at most; that it counts by address
   * where Kraken counts by key; that a batch weighs 1; 429, where Kraken sends an error in the body
   * of an answer; and no bans.
   */
  private static final LimitProfile KRAKEN =
      new LimitProfile(Limit.parseAll("1 per 1s counter 20"), Weights.PER_REQUEST, Ladder.NONE);

  /**
   * Like the public part of Coinbase's exchange API. Published: by IP address, 10 requests a second
   * and up to 15 in a burst, by a bucket that begins full; 429. Assumed: a batch weighs what its
   * symbols do, as there is none; orders count here too, though they have a limit of their own; and
   * no bans.
   */
  private static final LimitProfile COINBASE =
      new LimitProfile(Limit.parseAll("10 per 1s burst 15"), Weights.PER_SYMBOL, Ladder.NONE);

  /**
   * Like Finnhub's API on its free plan. Published: 60 calls a minute, and 30 a second on any plan;
   * 429. Assumed: minutes and seconds by the clock; that they count by address where Finnhub counts
   * by key; a batch weighs what its symbols do, as there is none; and no bans.
   */
  private static final LimitProfile FINNHUB =
      new LimitProfile(Limit.parseAll("60 per 1m, 30 per 1s"), Weights.PER_SYMBOL, Ladder.NONE);

  private static final Map<String, LimitProfile> NAMED =
      Map.of("binance", BINANCE, "coinbase", COINBASE, "finnhub", FINNHUB, "kraken", KRAKEN);

  /** Takes a copy of the list. */
  public LimitProfile {
    limits = List.copyOf(limits);
  }

  public static boolean isName(String text) {
    return NAMED.containsKey(text);
  }

  /**
   * The profile of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static LimitProfile named(String name) {
    LimitProfile profile = NAMED.get(name);
    if (profile == null) {
      throw new IllegalArgumentException("no limits of the name " + name);
    }
    return profile;
  }

  /**
   * Limits that are written out, such as {@code 20 per 1s, 1200 per 1m}; every request weighs one.
   * Refusals are counted within the longest period.
   *
   * @throws IllegalArgumentException if the text is not of that form
   */
  public static LimitProfile written(
      String text, int patience, Duration firstBan, Duration longestBan) {
    List<Limit> limits = Limit.parseAll(text);
    Duration longest = limits.stream().map(Limit::period).max(Duration::compareTo).orElseThrow();
    return new LimitProfile(
        limits, Weights.PER_REQUEST, new Ladder(patience, longest, firstBan, longestBan));
  }
}
