package io.tickcache.benchmarks;

import java.io.File;
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
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks, each in a JVM of its own, with the agent or without it. */
final class Forks {

  /** What all JVMs that measure are given. */
  static final String HEAP = "-Xms1g -Xmx1g";

  private static final String REDIS = "benchmarks.redis";

  private final CommandLineOptions given;
  private final Form form;
  private final String classPath = System.getProperty("java.class.path");

  Forks(CommandLineOptions given, Form form) {
    this.given = given;
    this.form = form;
  }

  /** Where the Redis of this run is, also in the JVMs that measure. */
  static String redisUri() {
    return System.getProperty(REDIS, "");
  }

  static void useRedis(int port) {
    System.setProperty(REDIS, "redis://127.0.0.1:" + port);
  }

  /** Without the agent, and without any class of its own. */
  Collection<RunResult> plain(Plan plan) throws RunnerException {
    return run(plan, withoutAgent(), List.of());
  }

  /** Without the agent; its classes are on the class path. */
  Collection<RunResult> parts(Plan plan) throws RunnerException {
    return run(plan, classPath, List.of());
  }

  /** As in production: with this agent's jar under these rules. */
  Collection<RunResult> woven(Plan plan, Path agent, Path rules) throws RunnerException {
    return run(plan, withoutAgent(), List.of("-javaagent:" + agent + "=" + rules));
  }

  /** Those of the plan that are asked for; there may be none. */
  private Collection<RunResult> run(Plan plan, String classPath, List<String> agent)
      throws RunnerException {
    System.setProperty("java.class.path", classPath);
    List<String> arguments = new ArrayList<>(List.of(HEAP.split(" ", -1)));
    arguments.add("-D" + REDIS + "=" + redisUri());
    arguments.addAll(agent);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(given)
            .exclude(plan.others())
            .threads(plan.threads())
            .jvmArgsAppend(arguments.toArray(String[]::new))
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuTime.class)
            .shouldFailOnError(true)
            .verbosity(given.verbosity().orElse(VerboseMode.SILENT));
    if (plan.size() > 0) {
      options.param("size", Integer.toString(plan.size()));
    }
    try {
      return new Runner(form.shape(options, given).build()).run();
    } catch (NoBenchmarksException none) {
      return List.of();
    }
  }

  /** An agent steps aside where its classes are already. */
  private String withoutAgent() {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("tickcache-agent"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
