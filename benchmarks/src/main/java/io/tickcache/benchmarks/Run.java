package io.tickcache.benchmarks;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks with JMH's own options and prints one table, with the conditions and, where it
 * was measured, the price of an open breaker.
 */
final class Run {

  private static final String ROW = "%-26s %-14s %12s %10s%n";

  private Run() {}

  public static void main(String[] arguments)
      throws CommandLineOptionException, RunnerException, IOException {
    CommandLineOptions given = new CommandLineOptions(arguments);
    Options options =
        new OptionsBuilder()
            .parent(given)
            .shouldFailOnError(true)
            .verbosity(given.verbosity().orElse(VerboseMode.SILENT))
            .build();
    String machine = Machine.description();
    Collection<RunResult> results = new Runner(options).run();
    print(results);
    printPrices(new Scores(results));
    System.out.println("\nmachine: " + machine + " at the start");
    System.out.println("JDK: " + Machine.jdk());
    System.out.println("command: benchmarks/run " + String.join(" ", arguments));
  }

  private static void print(Collection<RunResult> results) {
    System.out.printf(ROW, "benchmark", "redis", "mean", "99.9 % +-");
    for (RunResult result : results) {
      Result<?> score = result.getPrimaryResult();
      System.out.printf(
          ROW,
          Scores.name(result),
          Scores.redis(result),
          "%.1f %s".formatted(score.getScore(), score.getScoreUnit()),
          "%.1f".formatted(score.getScoreError()));
    }
  }

  private static void printPrices(Scores scores) {
    for (String call : new String[] {"available", "miss", "invalidate"}) {
      for (BreakerBenchmark.Redis redis : BreakerBenchmark.Redis.values()) {
        double price =
            scores.of(call, redis.name()) - scores.of(call, BreakerBenchmark.Redis.NONE.name());
        if (redis != BreakerBenchmark.Redis.NONE && !Double.isNaN(price)) {
          System.out.printf("%nprice of %s, %s: %.1f ns", redis, call, price);
        }
      }
    }
    System.out.println();
  }
}
