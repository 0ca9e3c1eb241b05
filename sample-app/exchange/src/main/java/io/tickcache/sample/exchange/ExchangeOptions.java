package io.tickcache.sample.exchange;

import io.tickcache.sample.exchange.limit.LimitProfile;
import io.tickcache.sample.exchange.market.Pace;
import io.tickcache.sample.exchange.market.SteadyPace;
import io.tickcache.sample.exchange.market.TradingDay;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The command line of the exchange; anything left out has its default. */
record ExchangeOptions(
    int port,
    int hosts,
    long seed,
    int minLatencyMillis,
    int maxLatencyMillis,
    LimitProfile limit,
    Pace pace,
    boolean exitWithParent) {

  static final String USAGE =
      """
      usage: exchange [--port N]            0 picks a free one (default)
                      [--hosts N]           listen on 127.0.0.1 to 127.0.0.N (default 1); a client who
                                            calls another one than the first stands for another host
                      [--seed N]            of the random walk (default 42)
                      [--latency MIN-MAX]   milliseconds per request (default 10-15)
                      [--day-speed N]       quotes change by the time of a day that passes N times as
                                            fast, bans too; without it, every 200 to 500 ms
                      [--limit N] [--window SECONDS]   weight per address (default 600 per 10 s)
                      [--limit binance|coinbase|finnhub|kraken]   the limits and bans of a provider
                      [--limit "20 per 1s, 1200 per 1m"]   several; `20 per 1s sliding`, `burst 30` or
                                            `counter 30` tell how one is counted, if not by the clock
                      [--patience N]        refusals before a ban (default 100)
                      [--ban SECONDS] [--longest-ban SECONDS]   first 2 s, doubling to 60 s
                      [--exit-with-parent]  end when standard input ends
      """;

  private static final Set<String> BANS = Set.of("--patience", "--ban", "--longest-ban");
  private static final Set<String> NAMES =
      Set.of(
          "--port",
          "--hosts",
          "--seed",
          "--latency",
          "--day-speed",
          "--limit",
          "--window",
          "--patience",
          "--ban",
          "--longest-ban");

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if an option is unknown or has no usable value
   */
  static ExchangeOptions parse(String... args) {
    Map<String, String> values = new HashMap<>();
    boolean exitWithParent = false;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--exit-with-parent")) {
        exitWithParent = true;
      } else if (NAMES.contains(args[i]) && i + 1 < args.length) {
        values.put(args[i], args[++i]);
      } else {
        throw new IllegalArgumentException("unknown option or missing value: " + args[i]);
      }
    }
    return of(values, exitWithParent);
  }

  private static ExchangeOptions of(Map<String, String> values, boolean exitWithParent) {
    String[] latency = values.getOrDefault("--latency", "10-15").split("-", 2);
    return new ExchangeOptions(
        number(values, "--port", 0),
        hosts(number(values, "--hosts", 1)),
        seed(values),
        Integer.parseInt(latency[0]),
        Integer.parseInt(latency[latency.length - 1]),
        limit(values),
        pace(values),
        exitWithParent);
  }

  private static int hosts(int number) {
    if (number < 1 || number > 254) {
      throw new IllegalArgumentException("--hosts needs a number from 1 to 254");
    }
    return number;
  }

  private static LimitProfile limit(Map<String, String> values) {
    String limit = values.getOrDefault("--limit", "600");
    if (LimitProfile.isName(limit)) {
      if (values.containsKey("--window") || BANS.stream().anyMatch(values::containsKey)) {
        throw new IllegalArgumentException(limit + " has a window and bans of its own");
      }
      return LimitProfile.named(limit);
    }
    boolean numberOnly = limit.matches("\\d+");
    return LimitProfile.written(
        numberOnly ? limit + " per " + number(values, "--window", 10) + "s" : limit,
        number(values, "--patience", 100),
        Duration.ofSeconds(number(values, "--ban", 2)),
        Duration.ofSeconds(number(values, "--longest-ban", 60)));
  }

  private static Pace pace(Map<String, String> values) {
    String speed = values.get("--day-speed");
    return speed == null
        ? new SteadyPace(seed(values))
        : new TradingDay(seed(values), Double.parseDouble(speed));
  }

  private static long seed(Map<String, String> values) {
    return number(values, "--seed", 42);
  }

  private static int number(Map<String, String> values, String name, int otherwise) {
    String value = values.get(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }
}
