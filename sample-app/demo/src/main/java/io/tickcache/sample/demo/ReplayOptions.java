package io.tickcache.sample.demo;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The command line of the replay.
 *
 * @param home the repository root
 * @param agent the agent jar, null for the one built in the repository
 * @param seconds how long the day takes
 * @param policies the names of those to be replayed, none for all
 * @param live whether a line of output may be overwritten
 */
record ReplayOptions(
    Path home,
    @Nullable Path agent,
    List<String> policies,
    int processes,
    int hosts,
    int symbolCount,
    int polls,
    int seconds,
    String limit,
    int seed,
    boolean live) {

  static final String USAGE =
      """
      usage: sample-app/replay
               [--policies A,B]    of `none` and the files in sample-app/policies (default all)
               [--seconds N]       how long the day takes, for each policy (default 60)
               [--processes N]     trading processes (default 4)
               [--hosts N]         on so many hosts, by address (default 1)
               [--symbols N]       that each of them polls (default 20)
               [--polls N]         per second and symbol (default 2)
               [--limit PROFILE]   binance (default), coinbase, finnhub, kraken, or written out
                                   as in "20 per 1s, 1200 per 1m"
               [--seed N]          of the day (default 1)
               [--agent JAR]       another agent jar than the one built here
      """;

  private static final Set<String> NAMES =
      Set.of(
          "--home",
          "--agent",
          "--policies",
          "--processes",
          "--hosts",
          "--symbols",
          "--polls",
          "--seconds",
          "--limit",
          "--seed");

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if an option is unknown or has no usable value
   */
  static ReplayOptions parse(String... args) {
    Map<String, String> values = new HashMap<>();
    boolean live = false;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--live")) {
        live = true;
      } else if (!NAMES.contains(args[i])) {
        throw new IllegalArgumentException("unknown option " + args[i]);
      } else if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      } else {
        values.put(args[i], args[++i]);
      }
    }
    String agent = values.get("--agent");
    String policies = values.getOrDefault("--policies", "");
    return new ReplayOptions(
        Path.of(values.getOrDefault("--home", "")),
        agent == null ? null : Path.of(agent),
        policies.isEmpty() ? List.of() : List.of(policies.split(",", -1)),
        number(values, "--processes", 4),
        number(values, "--hosts", 1),
        number(values, "--symbols", 20),
        number(values, "--polls", 2),
        number(values, "--seconds", 60),
        values.getOrDefault("--limit", "binance"),
        number(values, "--seed", 1),
        live);
  }

  List<String> symbols() {
    return IntStream.rangeClosed(1, symbolCount).mapToObj(i -> "SYM" + i).toList();
  }

  private static int number(Map<String, String> values, String name, int otherwise) {
    String text = values.getOrDefault(name, Integer.toString(otherwise));
    if (!text.matches("[1-9]\\d{0,4}")) {
      throw new IllegalArgumentException(name + " needs a whole number above 0");
    }
    return Integer.parseInt(text);
  }
}
