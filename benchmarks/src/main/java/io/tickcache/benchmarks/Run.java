package io.tickcache.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures everything side by side: in each round each benchmark once, in a JVM of its own. Prints
 * tables with the conditions, and leaves them as Markdown in a file. What it needs to know of its
 * surroundings, {@code benchmarks/run} says in system properties.
 */
final class Run {

  private static final String REDIS = "benchmarks.redis";
  private static final String[] HEAP = {"-Xms1g", "-Xmx1g"};

  private final CommandLineOptions given;
  private final Form form;
  private final Path rulesAlone;
  private final Path rulesWithRedis;
  private final String classPath = System.getProperty("java.class.path");

  private Run(CommandLineOptions given, Form form, Path folder, int redis) throws IOException {
    this.given = given;
    this.form = form;
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
      System.setProperty(REDIS, "redis://127.0.0.1:" + redis.port());
      report = new Report(new Run(given, Form.of(arguments), folder, redis.port()).measure());
    }
    String conditions =
        String.join(
            "\n",
            "machine: " + machine + " at the start, " + Machine.load() + " at the end",
            "JDK: " + Machine.jdk() + ", " + String.join(" ", HEAP),
            "commit: " + System.getProperty("benchmarks.commit"),
            "command: benchmarks/run " + String.join(" ", arguments));
    System.out.println("\n" + report.tables(false) + conditions);
    Path file = folder.resolve("performance.md");
    Files.writeString(file, report.tables(true) + conditions + "\n");
    System.out.println("as Markdown: " + file);
  }

  /** Where the Redis of this run is, also in the JVMs that measure. */
  static String redisUri() {
    return System.getProperty(REDIS);
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

  /** Those of the plan that are asked for; there may be none. */
  private Collection<RunResult> run(Plan plan) throws RunnerException {
    System.setProperty(
        "java.class.path", plan.agent() == Plan.Agent.PARTS ? classPath : withoutAgent());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(given)
            .exclude(plan.others())
            .threads(plan.threads())
            .jvmArgsAppend(jvmArguments(plan))
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuTime.class)
            .shouldFailOnError(true)
            .verbosity(given.verbosity().orElse(VerboseMode.SILENT));
    try {
      return new Runner(form.shape(options, given).build()).run();
    } catch (NoBenchmarksException none) {
      return List.of();
    }
  }

  private String[] jvmArguments(Plan plan) {
    List<String> arguments = new ArrayList<>(List.of(HEAP));
    arguments.add("-D" + REDIS + "=" + redisUri());
    switch (plan.agent()) {
      case ALONE -> arguments.add(agent(rulesAlone));
      case WITH_REDIS -> arguments.add(agent(rulesWithRedis));
      case NONE, PARTS -> {}
    }
    return arguments.toArray(String[]::new);
  }

  private static String agent(Path rules) {
    return "-javaagent:" + System.getProperty("benchmarks.agent") + "=" + rules;
  }

  /** An agent steps aside where its classes are already. */
  private String withoutAgent() {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("tickcache-agent"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
