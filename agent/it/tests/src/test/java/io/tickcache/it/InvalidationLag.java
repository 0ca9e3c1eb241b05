package io.tickcache.it;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures how soon the answer of one process changes when a woven method of another invalidates;
 * run by {@code ci/invalidation-lag}. One clock counts, that of this process: from before it tells
 * the one application to place an order until the other has said that its quote is new. So each
 * figure holds the order, the message, the load of the new quote and two hops of this dialogue,
 * whose own cost is measured beside it.
 */
final class InvalidationLag {

  private static final int WARM_UP = 200;
  private static final int SYMBOLS = 50;

  private InvalidationLag() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length == 0 ? 1_000 : Integer.parseInt(arguments[0]);
    try (Upstream upstream = Upstream.started();
        RedisServer redis = RedisServer.started()) {
      String rules = Rules.quotes(redis, "ttl: 1h", "l1-ttl: 1h");
      try (AgentJvm one = AgentJvm.console(upstream).rules(rules).start();
          AgentJvm two = AgentJvm.console(upstream).rules(rules).start()) {
        for (AgentJvm app : List.of(one, two)) {
          app.ask("quote WARM-UP");
          app.awaitSynced();
        }
        measure(upstream, one, two, WARM_UP);
        long[] lags = measure(upstream, one, two, rounds);
        long[] dialogue = dialogue(one, rounds);
        report(two, rounds, lags, dialogue);
      }
    }
  }

  private static long[] measure(Upstream upstream, AgentJvm one, AgentJvm two, int rounds) {
    long[] nanos = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      String symbol = "S" + i % SYMBOLS;
      long old = two.askNumber("quote " + symbol);
      if (old != upstream.version(symbol)) {
        throw new IllegalStateException(symbol + " was old before it was invalidated");
      }
      long next = upstream.change(symbol);
      two.send("watch " + symbol + " " + next);
      long began = System.nanoTime();
      one.send("order " + symbol);
      two.answer();
      nanos[i] = System.nanoTime() - began;
      one.answer();
    }
    return nanos;
  }

  /** What a command that does nothing takes there and back. */
  private static long[] dialogue(AgentJvm app, int rounds) {
    long[] nanos = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      long began = System.nanoTime();
      app.ask("nothing");
      nanos[i] = System.nanoTime() - began;
    }
    return nanos;
  }

  private static void report(AgentJvm app, int rounds, long[] lags, long[] dialogue)
      throws IOException {
    System.out.printf(
        "from an order in one process to the new answer in the other, %d rounds:%n", rounds);
    print("  lag", lags);
    print("  of which the dialogue", dialogue);
    System.out.printf(
        "  the agent's own meter, from Redis to the other process: median %.3f ms, 99th percentile"
            + " %.3f ms%n",
        app.meters().attribute("50thPercentile", "tickcache.backplane.lag"),
        app.meters().attribute("99thPercentile", "tickcache.backplane.lag"));
    System.out.printf(
        "  machine: %s, %d processors, %s %s%n",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"));
    System.out.printf(
        "  JDK of the applications: %s%n", app.errors(" on Java ").get(0).replaceAll(".* on ", ""));
    System.out.println("  processes: 2 applications, 1 Redis 7.0.15, 1 that measures");
  }

  private static void print(String what, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%s: median %.3f ms, p99 %.3f ms, max %.3f ms%n",
        what,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 2))
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
