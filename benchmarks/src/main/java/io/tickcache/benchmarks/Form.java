package io.tickcache.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.TimeValue;

/** How thoroughly to measure, where JMH's own options don't say. */
enum Form {
  QUICK(1, 5, 3, 500),
  FULL(5, 4, 4, 1_000),
  /** Short, for JVMs with the same agent differ by more than iterations do. */
  GUARD(2, 6, 3, 400);

  private final int rounds;
  private final int warmups;
  private final int iterations;
  private final int millis;

  Form(int rounds, int warmups, int iterations, int millis) {
    this.rounds = rounds;
    this.warmups = warmups;
    this.iterations = iterations;
    this.millis = millis;
  }

  /** The one that is asked for, quick unless said. */
  static Form of(String[] arguments) {
    return Arrays.asList(arguments).contains("--full") ? FULL : QUICK;
  }

  /** What is for JMH. */
  static String[] without(String[] arguments) {
    List<String> rest = new ArrayList<>(Arrays.asList(arguments));
    rest.removeAll(List.of("--quick", "--full"));
    return rest.toArray(String[]::new);
  }

  /** How often everything is measured in turn, each time in a new JVM; JMH's {@code -f}. */
  int rounds(CommandLineOptions given) {
    return given.getForkCount().orElse(rounds);
  }

  ChainedOptionsBuilder shape(ChainedOptionsBuilder options, CommandLineOptions given) {
    TimeValue time = TimeValue.milliseconds(millis);
    return options
        .forks(1)
        .warmupIterations(given.getWarmupIterations().orElse(warmups))
        .warmupTime(given.getWarmupTime().orElse(time))
        .measurementIterations(given.getMeasurementIterations().orElse(iterations))
        .measurementTime(given.getMeasurementTime().orElse(time));
  }
}
