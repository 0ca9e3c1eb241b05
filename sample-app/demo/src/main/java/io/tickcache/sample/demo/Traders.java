package io.tickcache.sample.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The trading processes of one run, from their start to their results. */
final class Traders {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(20);
  private static final int TICK_MILLIS = 500;

  private final Children children;
  private final Path jar;
  private final Path directory;
  private final List<Child> processes = new ArrayList<>();

  Traders(Children children, Path jar, Path directory) {
    this.children = children;
    this.jar = jar;
    this.directory = directory;
  }

  /** Starts one more, with the given arguments for it and for its JVM. */
  void start(List<String> arguments, List<String> jvmArguments, Map<String, String> environment)
      throws DemoFailure {
    int process = processes.size() + 1;
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--results", resultsFile(process).toString()));
    all.addAll(List.of("--wait-at-end", "--exit-with-parent"));
    ProcessBuilder command = JavaCommand.of(jvmArguments, jar, all);
    command.environment().putAll(environment);
    processes.add(children.start("trader " + process, "finished", command));
  }

  /** Waits until all have come to their end, which they are to do after about that time. */
  void follow(SimulatedExchange exchange, int seconds, Progress progress)
      throws DemoFailure, InterruptedException {
    long start = System.nanoTime();
    while (!processes.stream().allMatch(Child::isMarkedOrEnded)) {
      long elapsed = System.nanoTime() - start;
      if (elapsed > GRACE.plusSeconds(seconds).toNanos()) {
        break;
      }
      progress.show(TimeUnit.NANOSECONDS.toSeconds(elapsed), exchange.stats());
      TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
    }
    for (Child trader : processes) {
      trader.awaitMarker(Duration.ZERO);
    }
    progress.done(exchange.stats());
  }

  /** What the agent in them has counted. */
  TierCounts tiers() {
    return processes.stream()
        .map(trader -> AgentMeters.read(trader.pid()))
        .reduce(TierCounts::plus)
        .orElse(TierCounts.UNKNOWN);
  }

  /** Ends them. */
  void letGo() throws DemoFailure, InterruptedException {
    for (Child trader : processes) {
      trader.letGo(END);
    }
  }

  /** What each of them has counted. */
  List<Counters> results() throws DemoFailure {
    List<Counters> results = new ArrayList<>();
    for (int process = 1; process <= processes.size(); process++) {
      try {
        results.add(Counters.ofJson(Files.readString(resultsFile(process))));
        Files.delete(resultsFile(process));
      } catch (IOException e) {
        throw new DemoFailure("trader " + process + " left no results", e);
      }
    }
    return results;
  }

  private Path resultsFile(int process) {
    return directory.resolve("trader-" + process + ".json");
  }
}
