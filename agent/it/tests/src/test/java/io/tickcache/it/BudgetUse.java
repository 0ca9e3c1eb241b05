package io.tickcache.it;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Many processes ask for far more than their provider allows, while Redis is killed for a time and
 * some of them are killed and started. Tells the most calls that came within any second and how
 * much of the budget was used; ends with 1 where it was gone over, or where less of it was used
 * than 95 % before anything was killed. {@code ci/budgets} runs it.
 */
final class BudgetUse {

  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final double LEAST_USE = 0.95;

  /** In which processes come to know of each other. */
  private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Options options;
  private final Upstream upstream;
  private final RedisServer redis;
  private final List<AgentJvm> processes = new ArrayList<>();
  private boolean right = true;

  private BudgetUse(Options options, Upstream upstream, RedisServer redis) {
    this.options = options;
    this.upstream = upstream;
    this.redis = redis;
  }

  public static void main(String[] arguments) throws Exception {
    Options options =
        Options.of(
            arguments,
            Map.of(
                "seconds",
                300,
                "processes",
                8,
                "symbols",
                500,
                "demand",
                2000,
                "budget",
                20,
                "latency",
                10,
                "outage",
                60,
                "killed",
                3));
    try (Upstream upstream = Upstream.started();
        RedisServer redis = RedisServer.started()) {
      upstream.delay(Duration.ofMillis(1), Duration.ofMillis(2L * options.get("latency") - 1));
      BudgetUse run = new BudgetUse(options, upstream, redis);
      try {
        run.measure();
      } finally {
        for (AgentJvm process : run.processes) {
          process.close();
        }
      }
      System.exit(run.right ? 0 : 1);
    }
  }

  private void measure() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%d processes ask %,d times a second for %d symbols, %d calls a second are allowed,"
            + " each takes %d ms%n",
        options.get("processes"),
        options.get("demand"),
        options.get("symbols"),
        options.get("budget"),
        options.get("latency"));
    for (int i = 0; i < options.get("processes"); i++) {
      start();
    }
    TimeUnit.NANOSECONDS.sleep(SETTLING_NANOS);
    double calm = phase("all is well", options.get("seconds"));
    right &= calm >= LEAST_USE;
    redis.kill();
    phase("Redis is out", options.get("outage"));
    redis.start();
    phase("Redis is back", options.get("outage"));
    for (int i = 0; i < options.get("killed"); i++) {
      processes.remove(0).kill();
    }
    phase(options.get("killed") + " are killed", options.get("outage") / 4);
    for (int i = 0; i < options.get("killed"); i++) {
      start();
    }
    phase(options.get("killed") + " are started", options.get("outage"));
    int most = new Arrivals(upstream.moments(), PERIOD).mostInAPeriod();
    System.out.printf(Locale.ROOT, "%-22s %4d in any second, in all%n", "at most", most);
    right &= most <= options.get("budget");
  }

  private void start() {
    String rules =
        String.join(
            "\n",
            "version: 1",
            "redis: {uri: '" + redis.uri() + "', timeout: 200ms, connect-timeout: 5s}",
            "upstreams:",
            "  exchange: {budget: " + options.get("budget") + " per 1s, when-exhausted: wait 10m}",
            "rules:",
            "  quotes:",
            "    method: com.acme.md.QuoteClient#getQuote(String)",
            "    ttl: 5s",
            "    wait: 10m",
            "    upstream: exchange",
            "");
    AgentJvm process = AgentJvm.console(upstream).rules(rules).start();
    processes.add(process);
    int each = options.get("demand") / options.get("processes");
    process.ask("load quotes " + each + " " + options.get("symbols") + " 24");
  }

  /** The share of the budget that was used in a time. */
  private double phase(String what, int seconds) throws InterruptedException {
    long began = System.nanoTime();
    TimeUnit.SECONDS.sleep(seconds);
    long ended = System.nanoTime();
    Arrivals came = new Arrivals(upstream.moments(), PERIOD).between(began, ended);
    double use =
        came.number() / ((ended - began) / 1e9 * options.get("budget") / PERIOD.toSeconds());
    System.out.printf(
        Locale.ROOT,
        "%-22s %4d in any second at most, %5.1f %% of the budget used in %d s%n",
        what,
        came.mostInAPeriod(),
        100 * use,
        seconds);
    return use;
  }
}
