package io.tickcache.sample.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the load once in fresh trading processes and gathers what everybody counted. */
final class LoadRun {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(20);
  private static final int TICK_MILLIS = 500;

  private final Children children;
  private final SimulatedExchange exchange;
  private final @Nullable RedisServer redis;
  private final Path traderJar;
  private final Path directory;
  private final Load load;

  LoadRun(
      Children children,
      SimulatedExchange exchange,
      @Nullable RedisServer redis,
      Path traderJar,
      Path directory,
      Load load) {
    this.children = children;
    this.exchange = exchange;
    this.redis = redis;
    this.traderJar = traderJar;
    this.directory = directory;
    this.load = load;
  }

  /** Runs to the end of the load, with the given arguments for the JVMs of the traders. */
  RunFigures run(List<String> jvmArguments, Map<String, String> environment, Progress progress)
      throws DemoFailure, InterruptedException {
    exchange.reset();
    Counters exchangeBefore = exchange.stats();
    Counters redisBefore = redisCalls();
    List<Child> traders = start(jvmArguments, environment);
    follow(traders, progress);
    TierCounts tiers = tiers(traders);
    for (Child trader : traders) {
      trader.letGo(END);
    }
    return new RunFigures(
        results(), exchange.stats().since(exchangeBefore), redisCalls().since(redisBefore), tiers);
  }

  private List<Child> start(List<String> jvmArguments, Map<String, String> environment)
      throws DemoFailure {
    List<Child> traders = new ArrayList<>();
    for (int process = 1; process <= Load.PROCESSES; process++) {
      List<String> arguments = new ArrayList<>(load.traderArguments(exchange.url(), process));
      arguments.addAll(List.of("--results", resultsFile(process).toString()));
      arguments.addAll(List.of("--wait-at-end", "--exit-with-parent"));
      ProcessBuilder command = JavaCommand.of(jvmArguments, traderJar, arguments);
      command.environment().putAll(environment);
      traders.add(children.start("trader " + process, "finished", command));
    }
    return traders;
  }

  private void follow(List<Child> traders, Progress progress)
      throws DemoFailure, InterruptedException {
    long start = System.nanoTime();
    while (!traders.stream().allMatch(Child::isMarkedOrEnded)) {
      long elapsed = System.nanoTime() - start;
      if (elapsed > GRACE.plusSeconds(load.seconds()).toNanos()) {
        break;
      }
      progress.show(TimeUnit.NANOSECONDS.toSeconds(elapsed), exchange.stats());
      TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
    }
    for (Child trader : traders) {
      trader.awaitMarker(Duration.ZERO);
    }
    progress.done(exchange.stats());
  }

  private static TierCounts tiers(List<Child> traders) {
    return traders.stream()
        .map(trader -> AgentMeters.read(trader.pid()))
        .reduce(TierCounts::plus)
        .orElse(TierCounts.UNKNOWN);
  }

  private List<Counters> results() throws DemoFailure {
    List<Counters> results = new ArrayList<>();
    for (int process = 1; process <= Load.PROCESSES; process++) {
      try {
        results.add(Counters.ofJson(Files.readString(resultsFile(process))));
        Files.delete(resultsFile(process));
      } catch (IOException e) {
        throw new DemoFailure("trader " + process + " left no results", e);
      }
    }
    return results;
  }

  private Counters redisCalls() throws DemoFailure {
    return redis == null ? new Counters(Map.of()) : redis.commandCalls();
  }

  private Path resultsFile(int process) {
    return directory.resolve("trader-" + process + ".json");
  }
}
