package io.tickcache.sample.demo;

import java.util.List;

/**
 * What the trading processes are asked to do, the same in both runs. Each symbol is polled 256
 * times a second in each process, so that about 25 of 26 calls follow another one within 100 ms.
 */
record Load(int seconds) {
  static final int PROCESSES = 2;
  static final int POLLS_PER_SECOND = 256;
  static final int ORDERS_PER_MINUTE = 120;
  static final List<String> SYMBOLS = List.of("AAPL", "AMZN", "GOOG", "MSFT", "NVDA");

  /** 32 threads: a round of 5 calls has 125 ms, enough for an exchange that answers in 15 ms. */
  private static final int THREADS = 32;

  /** The calls that the schedules of all processes hold. */
  long scheduled() {
    return (long) PROCESSES * SYMBOLS.size() * POLLS_PER_SECOND * seconds;
  }

  List<String> traderArguments(String exchangeUrl, int process) {
    return List.of(
        "--exchange",
        exchangeUrl,
        "--symbols",
        String.join(",", SYMBOLS),
        "--threads",
        Integer.toString(THREADS),
        "--polls",
        Integer.toString(POLLS_PER_SECOND),
        "--orders",
        Integer.toString(ORDERS_PER_MINUTE),
        "--seconds",
        Integer.toString(seconds),
        "--seed",
        Integer.toString(process));
  }
}
