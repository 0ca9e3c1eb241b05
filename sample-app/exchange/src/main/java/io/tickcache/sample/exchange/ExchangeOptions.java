package io.tickcache.sample.exchange;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The command line of the exchange; anything left out has its default. */
record ExchangeOptions(
    int port,
    long seed,
    int minLatencyMillis,
    int maxLatencyMillis,
    LimitPolicy limit,
    boolean exitWithParent) {

  static final String USAGE =
      """
      usage: exchange [--port N]            0 picks a free one (default)
                      [--seed N]            of the random walk (default 42)
                      [--latency MIN-MAX]   milliseconds per request (default 10-15)
                      [--limit N] [--window SECONDS]   weight per address (default 600 per 10 s)
                      [--patience N]        refusals before a ban (default 100)
                      [--ban SECONDS] [--longest-ban SECONDS]   first 2 s, doubling to 60 s
                      [--exit-with-parent]  end when standard input ends
      """;

  private static final Set<String> NAMES =
      Set.of(
          "--port",
          "--seed",
          "--latency",
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
        number(values, "--seed", 42),
        Integer.parseInt(latency[0]),
        Integer.parseInt(latency[latency.length - 1]),
        new LimitPolicy(
            number(values, "--limit", 600),
            Duration.ofSeconds(number(values, "--window", 10)),
            number(values, "--patience", 100),
            Duration.ofSeconds(number(values, "--ban", 2)),
            Duration.ofSeconds(number(values, "--longest-ban", 60))),
        exitWithParent);
  }

  private static int number(Map<String, String> values, String name, int otherwise) {
    String value = values.get(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }
}
