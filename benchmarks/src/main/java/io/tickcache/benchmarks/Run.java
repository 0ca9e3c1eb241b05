package io.tickcache.benchmarks;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks with JMH's own options and prints one table, with the conditions and, where they
 * were measured, the prices of an open breaker and of being woven.
 */
final class Run {

  private static final String WOVEN = ".*WovenCall.*";
  private static final String ALL_OTHERS = "^(?!" + WOVEN + ").*";
  private static final String ROW = "%-26s %-14s %12s %10s%n";

  private Run() {}

  public static void main(String[] arguments)
      throws CommandLineOptionException, RunnerException, IOException {
    CommandLineOptions given = new CommandLineOptions(arguments);
    String machine = Machine.description();
    List<RunResult> results = new ArrayList<>(run(given, WOVEN));
    hideAgent();
    results.addAll(run(given, ALL_OTHERS));
    print(results);
    printPrices(new Scores(results));
    System.out.println("\nmachine: " + machine + " at the start");
    System.out.println("JDK: " + Machine.jdk());
    System.out.println("command: benchmarks/run " + String.join(" ", arguments));
  }

  /** Those of the given that this doesn't match; there may be none. */
  private static Collection<RunResult> run(CommandLineOptions given, String excluded)
      throws RunnerException {
    Options options =
        new OptionsBuilder()
            .parent(given)
            .exclude(excluded)
            .shouldFailOnError(true)
            .verbosity(given.verbosity().orElse(VerboseMode.SILENT))
            .build();
    try {
      return new Runner(options).run();
    } catch (NoBenchmarksException none) {
      return List.of();
    }
  }

  /** From JVMs that are started from now on: an agent steps aside where its classes are already. */
  private static void hideAgent() {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("tickcache-agent"))
            .collect(Collectors.joining(File.pathSeparator));
    System.setProperty("java.class.path", path);
  }

  private static void print(Collection<RunResult> results) {
    System.out.printf(ROW, "benchmark", "with", "mean", "99.9 % +-");
    for (RunResult result : results) {
      Result<?> score = result.getPrimaryResult();
      System.out.printf(
          ROW,
          Scores.name(result),
          Scores.parameter(result),
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
    for (WovenCallBenchmark.Weaving weaving : WovenCallBenchmark.Weaving.values()) {
      double price = scores.of("call", weaving.name()) - scores.of("call", "PLAIN");
      if (weaving != WovenCallBenchmark.Weaving.PLAIN && !Double.isNaN(price)) {
        System.out.printf("%nadded to a plain call, %s: %.1f ns", weaving, price);
      }
    }
    System.out.println();
  }
}
