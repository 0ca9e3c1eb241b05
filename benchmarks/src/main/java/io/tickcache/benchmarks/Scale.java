package io.tickcache.benchmarks;

import static io.tickcache.benchmarks.Plan.Agent.ALONE;
import static io.tickcache.benchmarks.Plan.Agent.NONE;
import static io.tickcache.benchmarks.Plan.Agent.WITH_REDIS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Measures how the cost of a call grows with keys, rules, threads or the length of values, beside
 * Caffeine or Lettuce, each point in JVMs of their own; prints a table, and leaves it beside a plot
 * in a folder. {@code benchmarks/scale} says in system properties what it needs to know.
 */
final class Scale {

  private static final int[] KEYS = {10, 100, 1_000, 10_000, 100_000, 1_000_000};
  private static final int SOME = 10_000;
  private static final int[] RULES = {1, 10, 100, 1_000};
  private static final int[] THREADS = {1, 2, 4, 8, 16, 32, 64};
  private static final int[] BYTES = {1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20};

  private final Forks forks;
  private final int rounds;
  private final Path agent = Path.of(System.getProperty("benchmarks.agent"));
  private final Path folder = Path.of(System.getProperty("benchmarks.folder"));

  private Scale(CommandLineOptions given) {
    this.forks = new Forks(given, Form.GUARD);
    this.rounds = Form.GUARD.rounds(given);
  }

  public static void main(String[] arguments)
      throws CommandLineOptionException, RunnerException, IOException {
    String what = arguments[0];
    String machine = Machine.description();
    String[] rest = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
    Figure figure = new Scale(new CommandLineOptions(rest)).figure(what);
    Path file = Path.of(System.getProperty("benchmarks.plots")).resolve(what + ".svg");
    figure.plot(file);
    System.out.println("\n" + figure.markdown());
    System.out.printf("machine: %s at the start, %s at the end%n", machine, Machine.load());
    System.out.printf("JDK: %s, %s%n", Machine.jdk(), Forks.HEAP);
    System.out.println("commit: " + System.getProperty("benchmarks.commit"));
    System.out.println("command: benchmarks/scale " + String.join(" ", arguments));
    System.out.println("plot: " + file);
  }

  private Figure figure(String what) throws RunnerException, IOException {
    return switch (what) {
      case "keys" -> keys();
      case "rules" -> rules();
      case "threads" -> threads();
      case "values" -> values();
      default -> throw new IllegalArgumentException("keys, rules, threads or values: " + what);
    };
  }

  private Figure keys() throws RunnerException, IOException {
    Path rules = RulesText.manyKeys(folder);
    Curve woven = new Curve("woven hit");
    Curve caffeine = new Curve("Caffeine, getIfPresent");
    for (int size : KEYS) {
      woven.add(size, cpuNanos(new Plan("KeysBenchmark.woven", ALONE, 1, size), rules));
      caffeine.add(size, cpuNanos(new Plan("KeysBenchmark.caffeine", NONE, 1, size), rules));
    }
    return new Figure("A hit by the number of keys", "keys", "CPU ns", List.of(woven, caffeine));
  }

  private Figure rules() throws RunnerException, IOException {
    Curve one = new Curve("woven, one of the methods");
    Curve inTurn = new Curve("woven, all methods in turn");
    Curve caffeine = new Curve("as many Caffeines in turn");
    for (int size : RULES) {
      Path rules = RulesText.manyRules(folder, size);
      one.add(size, cpuNanos(new Plan("RulesBenchmark.wovenOne", ALONE, 1, size), rules));
      inTurn.add(size, cpuNanos(new Plan("RulesBenchmark.wovenInTurn", ALONE, 1, size), rules));
      caffeine.add(size, cpuNanos(new Plan("RulesBenchmark.caffeineInTurn", NONE, 1, size), rules));
    }
    return new Figure(
        "A hit by the number of rules", "rules", "CPU ns", List.of(one, inTurn, caffeine));
  }

  private Figure threads() throws RunnerException, IOException {
    Path rules = RulesText.manyKeys(folder);
    Curve woven = new Curve("woven hit");
    Curve caffeine = new Curve("Caffeine, getIfPresent");
    for (int number : THREADS) {
      woven.add(number, cpuNanos(new Plan("KeysBenchmark.woven", ALONE, number, SOME), rules));
      caffeine.add(number, cpuNanos(new Plan("KeysBenchmark.caffeine", NONE, number, SOME), rules));
    }
    return new Figure(
        "A hit by the number of threads", "threads", "CPU ns", List.of(woven, caffeine));
  }

  private Figure values() throws RunnerException, IOException {
    try (RedisServer redis = RedisServer.started()) {
      Forks.useRedis(redis.port());
      Path rules = RulesText.values(folder, redis.port());
      Curve woven = new Curve("woven hit in L2");
      Curve lettuce = new Curve("Lettuce, GET of the same bytes");
      for (int size : BYTES) {
        woven.add(size, time(new Plan("ValuesBenchmark.woven", WITH_REDIS, 1, size), rules));
        lettuce.add(size, time(new Plan("ValuesBenchmark.lettuce", WITH_REDIS, 1, size), rules));
      }
      return new Figure(
          "A hit in L2 by the length of its value", "bytes", "us", List.of(woven, lettuce));
    }
  }

  private double cpuNanos(Plan plan, Path rules) throws RunnerException {
    return measured(plan, rules).cpuNanos(plan.benchmarks(), plan.threads());
  }

  private double time(Plan plan, Path rules) throws RunnerException {
    return measured(plan, rules).score(plan.benchmarks(), Mode.AverageTime, plan.threads());
  }

  private Results measured(Plan plan, Path rules) throws RunnerException {
    System.out.printf("%s, %d threads, %d%n", plan.benchmarks(), plan.threads(), plan.size());
    Plan alone = new Plan(plan.benchmarks() + "$", plan.agent(), plan.threads(), plan.size());
    Results results = new Results();
    for (int round = 0; round < rounds; round++) {
      results.add(plan.agent() == NONE ? forks.plain(alone) : forks.woven(alone, agent, rules));
    }
    return results;
  }
}
