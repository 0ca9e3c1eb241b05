package io.tickcache.sample.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the load once in fresh trading processes and gathers what everybody counted. */
final class LoadRun {
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
    Traders traders = new Traders(children, traderJar, directory);
    for (int process = 1; process <= Load.PROCESSES; process++) {
      traders.start(load.traderArguments(exchange.url(), process), jvmArguments, environment);
    }
    traders.follow(exchange, load.seconds(), progress);
    TierCounts tiers = traders.tiers();
    traders.letGo();
    return new RunFigures(
        traders.results(),
        exchange.stats().since(exchangeBefore),
        redisCalls().since(redisBefore),
        tiers);
  }

  private Counters redisCalls() throws DemoFailure {
    return redis == null ? new Counters(Map.of()) : redis.commandCalls();
  }
}
