package io.tickcache.it;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Machine;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.Percentiles;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.SchedulingNoise;
import io.tickcache.it.harness.Upstream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how long other processes go on with an old answer after an invalidation has returned in
 * one, while each of them serves a steady load; run by {@code ci/invalidation-lag}.
 *
 * <p>The applications note the moments themselves, by {@link System#nanoTime}, which on Linux is
 * one clock for all JVMs of a machine: one when a woven order has returned, the others when their
 * last read began that got the old quote. Quotes stay in L1 for an hour, so nothing but the
 * invalidation can end the old one.
 */
final class InvalidationLag {

  private static final int WARM_UP = 500;
  private static final int SYMBOLS = 50;
  private static final int LOAD_SYMBOLS = 100;
  private static final int LOAD_THREADS = 2;

  private final int processes;
  private final int reads;
  private final Upstream upstream;
  private final List<AgentJvm> apps = new ArrayList<>();
  private Percentiles lags = new Percentiles();
  private Percentiles firstReads = new Percentiles();
  private Percentiles answers = new Percentiles();

  private InvalidationLag(int processes, int reads, Upstream upstream) {
    this.processes = processes;
    this.reads = reads;
    this.upstream = upstream;
  }

  public static void main(String[] arguments) throws IOException {
    Options options =
        Options.of(arguments, Map.of("rounds", 5_000, "processes", 2, "reads", 20_000));
    try (Upstream upstream = Upstream.started();
        RedisServer redis = RedisServer.started()) {
      InvalidationLag lag =
          new InvalidationLag(options.get("processes"), options.get("reads"), upstream);
      try {
        lag.start(redis);
        lag.run(options.get("rounds"));
      } finally {
        for (AgentJvm app : lag.apps) {
          app.close();
        }
      }
    }
  }

  private void start(RedisServer redis) {
    String rules =
        Rules.quotes(redis, "ttl: 1h", "l1-ttl: 1h")
            + "  rates: {method: com.acme.md.Rates#rate(String), ttl: 5s, l1-ttl: 100ms}\n";
    for (int i = 0; i < processes; i++) {
      apps.add(AgentJvm.console(upstream).rules(rules).start());
    }
    for (AgentJvm app : apps) {
      app.ask("quote WARM-UP");
      app.awaitSynced();
      if (reads > 0) {
        app.ask("load rates " + reads + " " + LOAD_SYMBOLS + " " + LOAD_THREADS);
      }
    }
  }

  private void run(int rounds) {
    for (int i = 0; i < WARM_UP; i++) {
      measure(i);
    }
    lags = new Percentiles();
    firstReads = new Percentiles();
    answers = new Percentiles();
    long[] before = loads();
    long began = System.nanoTime();
    Percentiles noise;
    try (SchedulingNoise noted = SchedulingNoise.started()) {
      for (int i = 0; i < rounds; i++) {
        measure(i);
      }
      noise = noted.stop();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    report(rounds, seconds, before, loads(), noise);
  }

  /** One invalidation: each process in turn places the order, all others wait for news. */
  private void measure(int round) {
    String symbol = "S" + round % SYMBOLS;
    AgentJvm one = apps.get(round % processes);
    long next = upstream.version(symbol) + 1;
    for (AgentJvm other : apps) {
      if (other != one) {
        other.ask("await-news " + symbol + " " + next);
      }
    }
    upstream.change(symbol);
    long[] order = numbers(one.ask("timed-order " + symbol));
    for (AgentJvm other : apps) {
      if (other != one) {
        long[] poll = numbers(other.ask("news"));
        if (poll[1] < order[0]) {
          throw new IllegalStateException(
              symbol + " was new before the order: it isn't cached\n" + other.transcript());
        }
        lags.add(Math.max(0, poll[0] - order[1]));
        firstReads.add(Math.max(0, poll[1] - order[1]));
        answers.add(poll[2] - order[0]);
      }
    }
  }

  private static long[] numbers(String answer) {
    String[] words = answer.split(" ", -1);
    long[] numbers = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Long.parseLong(words[i]);
    }
    return numbers;
  }

  /** How many reads each process has made. */
  private long[] loads() {
    return apps.stream()
        .mapToLong(
            app -> reads == 0 ? 0 : Long.parseLong(app.ask("load-now rates").split(" ", -1)[0]))
        .toArray();
  }

  private void report(int rounds, double seconds, long[] before, long[] after, Percentiles noise) {
    print("invalidations: %d, heard %d times, in %.0f s%n", rounds, lags.size(), seconds);
    print("lag, from the order's return to the start of the last read that got the old quote%n");
    print("  %s%n", lags);
    print("  bar: p99 below 5 ms, p99.9 below 10 ms: %s%n", verdict(lags));
    print("its upper bound, to the start of the first read that got the new quote: the lag, the%n");
    print("pause between two reads, and the reader's own wait for a processor%n");
    print("  %s%n", firstReads);
    print("  against the same bar: %s%n", verdict(firstReads));
    print("from the order's start to the new quote in hand, its load included%n");
    print("  %s%n", answers);
    print("the agent's own meter, from Redis to the process; of late%n");
    for (AgentJvm app : apps) {
      print(
          "  p50 %7.3f   p99 %7.3f   p99.9 %7.3f ms%n",
          meter(app, "50thPercentile"),
          meter(app, "99thPercentile"),
          meter(app, "999thPercentile"));
    }
    print("this machine's own noise: how late a thread wakes that parks for 100 us%n");
    print("  %s%n", noise);
    for (int i = 0; i < processes; i++) {
      print(
          "load of process %d: %.0f reads/s, %.1f %% of them hits in L1%n",
          i + 1, (after[i] - before[i]) / seconds, 100 * hitShare(apps.get(i)));
    }
    print("processes: %d applications, 1 Redis 7.0.15, 1 that measures%n", processes);
    print("machine: %s%n", Machine.description());
    print("JDK of the applications: %s%n", Machine.jdkOf(apps.get(0)));
    print(
        "command: ci/invalidation-lag --rounds %d --processes %d --reads %d%n",
        rounds, processes, reads);
  }

  private static String verdict(Percentiles figure) {
    return figure.millis(0.99) < 5 && figure.millis(0.999) < 10 ? "met" : "missed";
  }

  private static double meter(AgentJvm app, String attribute) {
    return app.meters().attribute(attribute, "tickcache.backplane.lag");
  }

  private static double hitShare(AgentJvm app) {
    String[] tags = {"rule", "rates", "level", "l1"};
    double gets = app.meters().sum("tickcache.cache.gets", tags);
    return gets == 0
        ? 0
        : app.meters().sum("tickcache.cache.gets", "rule", "rates", "level", "l1", "result", "hit")
            / gets;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
