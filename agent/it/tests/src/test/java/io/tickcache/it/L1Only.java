package io.tickcache.it;

import io.tickcache.it.harness.Machine;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.World;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Counts what processes without L2 ask of the upstream; run by {@code ci/l1-only}. */
final class L1Only {

  private L1Only() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, Integer> defaults =
        Map.of("processes", 4, "symbols", 200, "reads", 5_000, "ttl", 5, "seconds", 60);
    Options options = Options.of(arguments, defaults);
    for (L1OnlyRun.Redis redis : L1OnlyRun.Redis.values()) {
      measure(redis, options);
    }
    print("machine: %s%n", Machine.description());
    print("command: ci/l1-only %s%n", String.join(" ", arguments));
  }

  private static void measure(L1OnlyRun.Redis redis, Options options) throws Exception {
    World world = World.ofTest();
    try {
      L1OnlyRun run =
          new L1OnlyRun(
              redis,
              options.get("processes"),
              options.get("symbols"),
              options.get("reads"),
              Duration.ofSeconds(options.get("ttl")),
              Duration.ofSeconds(options.get("seconds")));
      report(redis, options, run, run.run(world));
    } finally {
      world.end();
    }
  }

  private static void report(
      L1OnlyRun.Redis redis, Options options, L1OnlyRun run, L1OnlyRun.Figures figures) {
    print(
        "Redis %s: %d processes, %d symbols, ttl %d s, %d s, %,d reads, %d failed%n",
        redis.name().toLowerCase(Locale.ROOT),
        options.get("processes"),
        options.get("symbols"),
        options.get("ttl"),
        options.get("seconds"),
        figures.reads,
        figures.failures);
    print("  calls of each process: %s%n", figures.calls);
    print(
        "  calls in all: %,d; with entries of 100 ms it would have been about %,d%n",
        figures.allCalls(), run.callsWith100Millis(figures));
    print(
        "  most calls of one process for one key: %d; one for each ttl makes %d%n",
        figures.mostPerKey, run.mostPerKey(figures));
    print(
        "  shortest time between two of them: %d ms (seen by the upstream); too early: %d%n",
        figures.shortestGap.toMillis(), figures.tooEarly.size());
    figures.tooEarly.stream().limit(5).forEach(one -> print("    %s%n", one));
    if (redis == L1OnlyRun.Redis.KILLED) {
      print(
          "  pairs of calls not counted, as Redis went between them: %d%n", figures.whileRedisWent);
    }
    print("  JDK of the applications: %s%n", Machine.jdkOf(run.anyApp()));
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
