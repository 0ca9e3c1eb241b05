package io.tickcache.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Measures everything side by side: in each round each benchmark once, in a JVM of its own. Prints
 * tables with the conditions, and leaves them as Markdown in a file. What it needs to know of its
 * surroundings, {@code benchmarks/run} says in system properties.
 */
final class Run {

  private final CommandLineOptions given;
  private final Form form;
  private final Forks forks;
  private final Path agent = Path.of(System.getProperty("benchmarks.agent"));
  private final Path rulesAlone;
  private final Path rulesWithRedis;

  private Run(CommandLineOptions given, Form form, Path folder, int redis) throws IOException {
    this.given = given;
    this.form = form;
    this.forks = new Forks(given, form);
    this.rulesAlone = RulesText.alone(folder);
    this.rulesWithRedis = RulesText.redis(folder, redis);
  }

  public static void main(String[] arguments)
      throws CommandLineOptionException, RunnerException, IOException {
    CommandLineOptions given = new CommandLineOptions(Form.without(arguments));
    Path folder = Path.of(System.getProperty("benchmarks.folder"));
    String machine = Machine.description();
    Report report;
    try (RedisServer redis = RedisServer.started()) {
      Forks.useRedis(redis.port());
      report = new Report(new Run(given, Form.of(arguments), folder, redis.port()).measure());
    }
    String conditions =
        String.join(
            "\n",
            "machine: " + machine + " at the start, " + Machine.load() + " at the end",
            "JDK: " + Machine.jdk() + ", " + Forks.HEAP,
            "commit: " + System.getProperty("benchmarks.commit"),
            "command: benchmarks/run " + String.join(" ", arguments));
    System.out.println("\n" + report.tables(false) + conditions);
    Path file = folder.resolve("performance.md");
    Files.writeString(file, report.tables(true) + conditions + "\n");
    System.out.println("as Markdown: " + file);
  }

  private Results measure() throws RunnerException {
    Results results = new Results();
    int rounds = form.rounds(given);
    for (int round = 1; round <= rounds; round++) {
      System.out.println("round " + round + " of " + rounds);
      for (Plan plan : Plan.all()) {
        results.add(run(plan));
      }
      if (!given.getIncludes().isEmpty()) {
        for (Plan plan : Plan.parts()) {
          results.add(run(plan));
        }
      }
    }
    return results;
  }

  private Collection<RunResult> run(Plan plan) throws RunnerException {
    return switch (plan.agent()) {
      case NONE -> forks.plain(plan);
      case PARTS -> forks.parts(plan);
      case ALONE -> forks.woven(plan, agent, rulesAlone);
      case WITH_REDIS -> forks.woven(plan, agent, rulesWithRedis);
    };
  }
}
