package io.tickcache.it;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Processes that have nothing but their own L1, each of which reads all symbols many times a
 * second, and what that costs the upstream: by the calls that it has seen, per process and key.
 */
final class L1OnlyRun {

  /** Why there is no L2. */
  enum Redis {
    /** The rules have no {@code redis} block. */
    NONE,
    /** It never answers. */
    UNREACHABLE,
    /** It is killed when a third of the time is over. */
    KILLED
  }

  private static final int THREADS = 2;

  /** How much later the call of an earlier load may arrive than that of a later one. */
  private static final double JITTER = 0.1;

  private final Redis redis;
  private final int processes;
  private final int symbols;
  private final int reads;
  private final Duration ttl;
  private final Duration duration;
  private final List<AgentJvm> apps = new ArrayList<>();
  private long outBegan = Long.MAX_VALUE;
  private long outKnown = Long.MAX_VALUE;

  /**
   * @param reads of each process, in a second
   */
  L1OnlyRun(Redis redis, int processes, int symbols, int reads, Duration ttl, Duration duration) {
    this.redis = redis;
    this.processes = processes;
    this.symbols = symbols;
    this.reads = reads;
    this.ttl = ttl;
    this.duration = duration;
  }

  Figures run(World world) throws IOException {
    Upstream upstream = world.upstream();
    RedisServer server = world.redisToCome();
    if (redis == Redis.KILLED) {
      server.start();
    }
    for (int i = 1; i <= processes; i++) {
      apps.add(world.start(AgentJvm.console(upstream.url("P" + i)).rules(rules(server))));
    }
    apps.forEach(this::awaitL2);
    long began = System.nanoTime();
    for (AgentJvm app : apps) {
      app.ask("load quotes " + reads + " " + symbols + " " + THREADS);
    }
    if (redis == Redis.KILLED) {
      awaitReads(duration.dividedBy(3));
      kill(server);
    }
    awaitReads(duration);
    Figures figures = figures(upstream);
    figures.took = Duration.ofNanos(System.nanoTime() - began);
    return figures;
  }

  /** Jitter in L2 is none, so that a key that is asked for early is asked for too early. */
  private String rules(RedisServer server) {
    String life = "ttl: " + ttl.toMillis() + "ms";
    return redis == Redis.NONE ? Rules.quotes(life) : Rules.quotes(server, life, "jitter: 0%");
  }

  private void awaitL2(AgentJvm app) {
    app.ask("quote WARM-UP");
    switch (redis) {
      case NONE -> {}
      case UNREACHABLE -> app.awaitError("redis: no connection");
      case KILLED -> app.awaitSynced();
    }
  }

  private void kill(RedisServer server) {
    outBegan = System.nanoTime();
    server.kill();
    apps.forEach(app -> app.awaitBackplane("out"));
    outKnown = System.nanoTime();
  }

  /** The load is the clock: a process that comes late with its reads makes up for them. */
  private void awaitReads(Duration time) {
    long wanted = reads * time.toMillis() / 1_000;
    for (AgentJvm app : apps) {
      Awaitility.await(wanted + " reads")
          .atMost(AgentJvm.LIMIT.plus(duration.multipliedBy(2)))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> Long.parseLong(app.ask("load-now quotes").split(" ", -1)[0]) >= wanted);
    }
  }

  private Figures figures(Upstream upstream) {
    Figures figures = new Figures(upstream.log().calls());
    for (AgentJvm app : apps) {
      String[] words = app.ask("load-stop quotes").split(" ", 3);
      figures.reads += Long.parseLong(words[0]);
      figures.failures += Long.parseLong(words[1]);
    }
    upstream
        .log()
        .forEachKey((process, symbol, nanos) -> look(figures, process + " " + symbol, nanos));
    return figures;
  }

  private void look(Figures figures, String key, List<Long> calls) {
    figures.mostPerKey = Math.max(figures.mostPerKey, calls.size());
    for (int i = 1; i < calls.size(); i++) {
      long last = calls.get(i - 1);
      long next = calls.get(i);
      if (redis == Redis.KILLED && last <= outKnown) {
        // Until then there was L2, whose economy other tests look at.
        if (next >= outBegan) {
          figures.whileRedisWent++;
        }
        continue;
      }
      figures.shortestGap = min(figures.shortestGap, Duration.ofNanos(next - last));
      if (next - last < ttl.toNanos() * (1 - JITTER)) {
        figures.tooEarly.add(key + " after " + millis(next - last) + " ms" + whereIn(calls));
      }
    }
  }

  /** All calls for one key; where Redis went, by the moment from which all knew that it was out. */
  private String whereIn(List<Long> calls) {
    long zero = redis == Redis.KILLED ? outKnown : calls.get(0);
    StringBuilder text = new StringBuilder(" of those at");
    for (long call : calls) {
      text.append(' ').append(millis(call - zero));
    }
    return text.append(" ms").toString();
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * How often a process may ask for a key: once for each {@code ttl}, the last one begun. It counts
   * the time that the run took: where the processor is shared, the reads wanted take longer.
   */
  long mostPerKey(Figures figures) {
    return figures.took.toMillis() / ttl.toMillis() + 1;
  }

  /**
   * What the processes would ask if an entry lived 100 ms: each read of a symbol that comes later
   * asks again.
   */
  long callsWith100Millis(Figures figures) {
    double seconds = figures.took.toMillis() / 1e3;
    double betweenReads = processes * symbols * seconds / figures.reads;
    return Math.round(processes * symbols * seconds / (0.1 + betweenReads));
  }

  AgentJvm anyApp() {
    return apps.get(0);
  }

  /** What the upstream has seen, and what the processes say. */
  static final class Figures {
    final Map<String, Long> calls;
    final List<String> tooEarly = new ArrayList<>();

    /** From the first load begun to the last one stopped. */
    Duration took = Duration.ZERO;

    Duration shortestGap = Duration.ofDays(1);
    long reads;
    long failures;
    int mostPerKey;

    /** Pairs of calls with the loss of Redis between them, which may be as close as they like. */
    int whileRedisWent;

    private Figures(Map<String, Long> calls) {
      this.calls = new TreeMap<>(calls);
    }

    long allCalls() {
      return calls.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
