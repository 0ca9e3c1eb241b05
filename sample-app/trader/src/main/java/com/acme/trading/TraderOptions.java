package com.acme.trading;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The command line of the trader. */
final class TraderOptions {
  static final String USAGE =
      "usage: legacy-trader --exchange URL [--symbols A,B,...] [--threads N]\n"
          + "           [--polls N]       per second and symbol\n"
          + "           [--orders N]      per minute\n"
          + "           [--seconds N]     how long\n"
          + "           [--open-at MILLIS]   when to begin, since 1970; at once without it\n"
          + "           [--rehearse SYMBOL]  asked for until a second before that, and not counted\n"
          + "           [--seed N]        of the choice of orders\n"
          + "           [--results FILE]  counters as JSON, standard output without it\n"
          + "           [--tape FILE]     moment, symbol and sequence of each answer\n"
          + "           [--wait-at-end] [--exit-with-parent]   both watch standard input";

  private static final Set<String> VALUES =
      new HashSet<>(
          Arrays.asList(
              "--exchange",
              "--symbols",
              "--threads",
              "--polls",
              "--orders",
              "--seconds",
              "--open-at",
              "--rehearse",
              "--seed",
              "--results",
              "--tape"));
  private static final Set<String> FLAGS =
      new HashSet<>(Arrays.asList("--wait-at-end", "--exit-with-parent"));

  private final Map<String, String> values;

  private TraderOptions(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if an option is unknown, unusable or missing
   */
  static TraderOptions parse(String... args) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      if (FLAGS.contains(args[i])) {
        values.put(args[i], "");
      } else if (VALUES.contains(args[i]) && i + 1 < args.length) {
        values.put(args[i], args[++i]);
      } else {
        throw new IllegalArgumentException("unknown option or missing value: " + args[i]);
      }
    }
    if (!values.containsKey("--exchange")) {
      throw new IllegalArgumentException("--exchange is missing");
    }
    return new TraderOptions(values);
  }

  String exchangeUrl() {
    return values.get("--exchange");
  }

  List<String> symbols() {
    String symbols = values.getOrDefault("--symbols", "AAPL,MSFT,NVDA,AMZN,TSLA");
    return Collections.unmodifiableList(Arrays.asList(symbols.split(",", -1)));
  }

  int threads() {
    return number("--threads", 8);
  }

  /** The time from one round of a thread to its next, so that all threads give the rate asked. */
  long roundPeriodNanos() {
    return TimeUnit.SECONDS.toNanos(1) * threads() / number("--polls", 10);
  }

  /** The time from one order to the next. */
  long orderPeriodNanos() {
    return TimeUnit.MINUTES.toNanos(1) / number("--orders", 60);
  }

  long durationNanos() {
    return TimeUnit.SECONDS.toNanos(number("--seconds", 10));
  }

  /** When the first round is due, in milliseconds since 1970. */
  long openAtMillis(long nowMillis) {
    String value = values.get("--open-at");
    return value == null ? nowMillis : Long.parseLong(value);
  }

  /** The symbol to ask for before the opening, or null for none. */
  String rehearsal() {
    return values.get("--rehearse");
  }

  long seed() {
    return number("--seed", 1);
  }

  /** The file for the results, or null for standard output. */
  String resultsFile() {
    return values.get("--results");
  }

  /** The file for the record of answers, or null for none. */
  String tapeFile() {
    return values.get("--tape");
  }

  boolean waitAtEnd() {
    return values.containsKey("--wait-at-end");
  }

  boolean exitWithParent() {
    return values.containsKey("--exit-with-parent");
  }

  private int number(String name, int otherwise) {
    String value = values.get(name);
    int number = value == null ? otherwise : Integer.parseInt(value);
    if (number <= 0) {
      throw new IllegalArgumentException(name + " must be above 0");
    }
    return number;
  }
}
