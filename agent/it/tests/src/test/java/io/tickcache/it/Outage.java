package io.tickcache.it;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Heap;
import io.tickcache.it.harness.Machine;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Shows that a process doesn't grow while Redis is out: reads of many symbols at full speed and a
 * steady stream of orders, and at intervals what is left in its heap after a collection; run by
 * {@code ci/outage}.
 */
final class Outage {

  private static final int THREADS = 2;
  private static final int SAMPLES = 10;

  /** The first ones see L1 while it fills; they are shown and not compared. */
  private static final int FILLING = 2;

  private static final Duration LONGEST_RETURN = Duration.ofMinutes(2);

  private final Options options;
  private final AgentJvm app;
  private final RedisServer redis;
  private final long[] kibibytes = new long[SAMPLES];

  private Outage(Options options, AgentJvm app, RedisServer redis) {
    this.options = options;
    this.app = app;
    this.redis = redis;
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, Integer> defaults =
        Map.of("seconds", 60, "symbols", 20_000, "orders", 200, "reads", 0, "ttl", 5);
    Options options = Options.of(arguments, defaults);
    World world = World.ofTest();
    try {
      Upstream upstream = world.upstream();
      RedisServer redis = world.redis();
      String rules = Rules.quotes(redis, "ttl: " + options.get("ttl") + "s");
      Outage outage =
          new Outage(options, world.start(AgentJvm.console(upstream).rules(rules)), redis);
      outage.startLoad();
      outage.outage();
      outage.comeBack();
      outage.report(arguments);
    } finally {
      world.end();
    }
  }

  private void startLoad() {
    app.ask("quote WARM-UP");
    app.awaitSynced();
    int symbols = options.get("symbols");
    app.ask("load quotes " + options.get("reads") + " " + symbols + " " + THREADS);
    app.ask("load orders " + options.get("orders") + " " + symbols + " 1");
    print("%8s %10s %12s %12s %10s %8s%n", "", "heap KiB", "reads", "orders", "pending", "L1");
    sample("before");
  }

  private void outage() {
    redis.kill();
    app.awaitBackplane("out");
    long began = System.nanoTime();
    for (int i = 0; i < SAMPLES; i++) {
      long due = TimeUnit.SECONDS.toNanos(options.get("seconds")) * (i + 1) / SAMPLES;
      Awaitility.await("the time of the next sample")
          .atMost(Duration.ofNanos(due).plus(AgentJvm.LIMIT))
          .until(() -> System.nanoTime() - began >= due);
      kibibytes[i] = sample((System.nanoTime() - began) / 1_000_000_000 + " s");
    }
  }

  private void comeBack() throws IOException {
    long pending = pending();
    long began = System.nanoTime();
    redis.start();
    awaitReturn(
        "synced", () -> app.meters().sum("tickcache.backplane.state", "state", "synced"), 1);
    long synced = System.nanoTime();
    awaitReturn("nothing pending", () -> app.meters().sum("tickcache.backplane.pending"), 0);
    long done = System.nanoTime();
    print(
        "Redis is back: %d pending; in use after %.2f s, nothing pending after %.2f s%n",
        pending, (synced - began) / 1e9, (done - began) / 1e9);
    sample("after");
  }

  private static void awaitReturn(String what, Callable<Double> meter, double wanted) {
    Awaitility.await(what)
        .atMost(LONGEST_RETURN)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> meter.call() == wanted);
  }

  private long sample(String when) {
    long size = Heap.kibibytesAfterCollection(app.pid());
    print(
        "%8s %,10d %,12d %,12d %,10d %,8d%n",
        when,
        size,
        calls("quotes"),
        calls("orders"),
        pending(),
        app.meters().count("tickcache.cache.size", "rule", "quotes"));
    return size;
  }

  private long calls(String load) {
    return Long.parseLong(app.ask("load-now " + load).split(" ", -1)[0]);
  }

  private long pending() {
    return app.meters().count("tickcache.backplane.pending");
  }

  private void report(String... arguments) {
    print("quotes: reads, failures, first failure: %s%n", app.ask("load-stop quotes"));
    print("orders: %s%n", app.ask("load-stop orders"));
    int middle = (FILLING + SAMPLES) / 2;
    long early = mean(FILLING, middle);
    long late = mean(middle, SAMPLES);
    print(
        "heap after collections, samples %d to %d on average %,d KiB, the later ones %,d KiB:"
            + " %+.1f %%%n",
        FILLING + 1, middle, early, late, 100.0 * (late - early) / early);
    print("processes: 1 application, 1 Redis 7.0.15, 1 that measures and is the upstream%n");
    print("machine: %s%n", Machine.description());
    print("JDK of the application: %s%n", Machine.jdkOf(app));
    print("command: ci/outage %s%n", String.join(" ", arguments));
  }

  private long mean(int from, int to) {
    return Arrays.stream(kibibytes, from, to).sum() / (to - from);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
