package io.tickcache.sample.demo;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Replays the day once for a policy. All processes are there and warm before the exchange opens,
 * and begin when it does, so that each policy meets the same changes and the same windows of the
 * limit.
 */
final class ReplayRun {
  private static final int ORDERS_PER_MINUTE = 6;

  /** What a call is reckoned to take, so that a thread gets through its symbols in time. */
  private static final int CALL_MILLIS = 25;

  private static final int FEWEST_THREADS = 4;

  /** How long before the opening nobody asks, so that the exchange can begin from zero. */
  private static final int QUIET_MILLIS = 500;

  private static final String REHEARSAL = "REHEARSAL";

  private final Children children;
  private final SimulatedExchange exchange;
  private final @Nullable RedisServer redis;
  private final Installation installation;
  private final Path directory;
  private final ReplayOptions options;

  ReplayRun(
      Children children,
      SimulatedExchange exchange,
      @Nullable RedisServer redis,
      Installation installation,
      Path directory,
      ReplayOptions options) {
    this.children = children;
    this.exchange = exchange;
    this.redis = redis;
    this.installation = installation;
    this.directory = directory;
    this.options = options;
  }

  /** About how long a run takes. */
  int seconds() {
    return leadSeconds() + options.seconds();
  }

  ReplayFigures run(Policy policy, Progress progress) throws DemoFailure, InterruptedException {
    if (redis != null) {
      redis.flush();
    }
    exchange.reset();
    long openAtMillis = System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(leadSeconds());
    Traders traders = new Traders(children, installation.trader(), directory);
    for (int process = 1; process <= options.processes(); process++) {
      traders.start(arguments(process, openAtMillis), jvmArguments(policy), environment());
    }
    TimeUnit.MILLISECONDS.sleep(openAtMillis - QUIET_MILLIS - System.currentTimeMillis());
    exchange.open(openAtMillis);
    traders.follow(exchange, options.seconds(), progress);
    traders.letGo();
    return new ReplayFigures(policy, traders.results(), exchange.usage(), tapes());
  }

  /** So long do processes have to start and to rehearse, all at once on few cores. */
  private int leadSeconds() {
    return 5 + 3 * options.processes() / 2;
  }

  private List<String> arguments(int process, long openAtMillis) {
    int host = 1 + (process - 1) % options.hosts();
    return List.of(
        "--exchange",
        exchange.url(host),
        "--symbols",
        String.join(",", options.symbols()),
        "--threads",
        Integer.toString(threads()),
        "--polls",
        Integer.toString(options.polls()),
        "--orders",
        Integer.toString(ORDERS_PER_MINUTE),
        "--seconds",
        Integer.toString(options.seconds()),
        "--seed",
        Integer.toString(process),
        "--open-at",
        Long.toString(openAtMillis),
        "--rehearse",
        REHEARSAL,
        "--tape",
        tape(process).toString());
  }

  private int threads() {
    int busyMillis = options.polls() * options.symbolCount() * CALL_MILLIS;
    return Math.max(FEWEST_THREADS, 1 + busyMillis / 1_000);
  }

  private List<String> jvmArguments(Policy policy) {
    return policy.rules() == null
        ? List.of()
        : List.of("-javaagent:" + installation.agent() + "=" + policy.rules());
  }

  private Map<String, String> environment() {
    return redis == null ? Map.of() : Map.of("REPLAY_REDIS", redis.uri());
  }

  private TapeFigures tapes() throws DemoFailure, InterruptedException {
    Map<String, long[]> since = new HashMap<>();
    for (String symbol : options.symbols()) {
      since.put(symbol, exchange.truth(symbol));
    }
    Truth truth = new Truth(since);
    TapeFigures figures = TapeFigures.EMPTY;
    for (int process = 1; process <= options.processes(); process++) {
      figures = figures.plus(TapeFigures.read(tape(process), truth));
    }
    return figures;
  }

  private Path tape(int process) {
    return directory.resolve("trader-" + process + ".tape");
  }
}
