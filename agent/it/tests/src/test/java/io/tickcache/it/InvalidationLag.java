package io.tickcache.it;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Machine;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.Percentiles;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.SchedulingNoise;
import io.tickcache.it.harness.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how long other processes go on with an old answer after an invalidation in one, first
 * while they do nothing else and then while each of them serves a steady load; run by {@code
 * ci/invalidation-lag}. Beside each invalidation goes a message of Lettuce alone, the least that it
 * could take.
 *
 * <p>The applications note the moments themselves, by {@link System#nanoTime}, which on Linux is
 * one clock for all JVMs of a machine: one when a woven order began and when it had returned, the
 * others when their last read began that got the old quote. Quotes stay in L1 for an hour, so
 * nothing but the invalidation can end the old one. While they are idle, the others read without a
 * pause; the receiver of the raw messages looks for them in the same way.
 */
final class InvalidationLag {

  private static final int WARM_UP = 500;
  private static final int SYMBOLS = 50;
  private static final int LOAD_SYMBOLS = 100;
  private static final int LOAD_THREADS = 2;
  private static final int PAUSE_NANOS = 20_000;
  private static final double MOST_TIMES_RAW = 1.5;

  private final int processes;
  private final int rounds;
  private final int reads;
  private final Upstream upstream;
  private final RawMessages raw;
  private final List<AgentJvm> apps = new ArrayList<>();
  private Figures figures = new Figures();

  private InvalidationLag(Options options, Upstream upstream, RawMessages raw) {
    this.processes = options.get("processes");
    this.rounds = options.get("rounds");
    this.reads = options.get("reads");
    this.upstream = upstream;
    this.raw = raw;
  }

  public static void main(String[] arguments) throws Exception {
    Options options =
        Options.of(arguments, Map.of("rounds", 5_000, "processes", 2, "reads", 50_000));
    try (Upstream upstream = Upstream.started();
        RedisServer redis = RedisServer.started();
        RawMessages raw = new RawMessages(redis.uri())) {
      InvalidationLag lag = new InvalidationLag(options, upstream, raw);
      try {
        lag.start(redis);
        print("machine before: %s%n", Machine.description());
        lag.measureIdle();
        lag.measureLoaded();
        lag.printConditions();
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
    }
  }

  private void measureIdle() {
    run(0);
    print("%nidle, %d invalidations%n", rounds);
    figures.print();
    double ratio = figures.sinceOrder.millis(0.5) / figures.raw.millis(0.5);
    print(
        "  bar: p50 from the order's start at most %.1f times raw: %.2f, %s%n",
        MOST_TIMES_RAW, ratio, ratio <= MOST_TIMES_RAW ? "met" : "missed");
  }

  private void measureLoaded() {
    for (AgentJvm app : apps) {
      app.ask("load rates " + reads + " " + LOAD_SYMBOLS + " " + LOAD_THREADS);
    }
    long[] before = loads();
    long began = System.nanoTime();
    run(PAUSE_NANOS);
    double seconds = (System.nanoTime() - began) / 1e9;
    long[] after = loads();
    print("%nunder load, %d invalidations%n", rounds);
    figures.print();
    print(
        "  bar: p99 of the lag below 5 ms, p99.9 below 10 ms: %s, and its upper bound: %s%n",
        verdict(figures.lags), verdict(figures.firstReads));
    for (int i = 0; i < processes; i++) {
      print(
          "load of process %d: %.0f reads/s, %.1f %% of them hits in L1%n",
          i + 1, (after[i] - before[i]) / seconds, 100 * hitShare(apps.get(i)));
    }
  }

  private void run(int pauseNanos) {
    for (int i = 0; i < WARM_UP; i++) {
      measure(i, pauseNanos);
    }
    figures = new Figures();
    try (SchedulingNoise noted = SchedulingNoise.started()) {
      for (int i = 0; i < rounds; i++) {
        measure(i, pauseNanos);
      }
      figures.noise = noted.stop();
    }
    figures.loadAverage = Machine.loadAverage();
  }

  /**
   * One raw message and one invalidation: each process in turn places the order, all others wait
   * for news.
   */
  private void measure(int round, int pauseNanos) {
    figures.raw.add(raw.measure(pauseNanos));
    String symbol = "S" + round % SYMBOLS;
    AgentJvm one = apps.get(round % processes);
    long next = upstream.version(symbol) + 1;
    for (AgentJvm other : apps) {
      if (other != one) {
        other.ask("await-news " + symbol + " " + next + " " + pauseNanos);
      }
    }
    upstream.change(symbol);
    long[] order = numbers(one.ask("timed-order " + symbol));
    for (AgentJvm other : apps) {
      if (other != one) {
        long[] poll = numbers(other.ask("news"));
        if (poll[2] < order[0]) {
          throw new IllegalStateException(
              symbol
                  + " was new "
                  + (order[0] - poll[2]) / 1_000
                  + " us before the order: it isn't cached\n"
                  + other.transcript());
        }
        figures.add(order, poll);
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
        .mapToLong(app -> Long.parseLong(app.ask("load-now rates").split(" ", -1)[0]))
        .toArray();
  }

  private void printConditions() {
    print(
        "%nthe lag: from the order's return to the start of the last read that got the old quote%n");
    print(
        "its upper bound: to the start of the first read that got the new quote, so with the pause%n");
    print("between two reads and the reader's own wait for a processor%n");
    print("noise: how late a thread of this machine wakes that parks for 100 us%n");
    print("the agent's own meter, from Redis to the process, of late:%n");
    for (AgentJvm app : apps) {
      print(
          "  p50 %7.3f   p99 %7.3f   p99.9 %7.3f ms%n",
          meter(app, "50thPercentile"),
          meter(app, "99thPercentile"),
          meter(app, "999thPercentile"));
    }
    print("processes: %d applications, 1 Redis 7.0.15, 1 that measures%n", processes);
    print("JDK of the applications: %s%n", Machine.jdkOf(apps.get(0)));
    print("commit: %s%n", Machine.commit());
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

  /** Of one number of rounds. */
  private static final class Figures {

    final Percentiles raw = new Percentiles();
    final Percentiles sinceOrder = new Percentiles();
    final Percentiles lags = new Percentiles();
    final Percentiles firstReads = new Percentiles();
    final Percentiles answers = new Percentiles();
    Percentiles noise = new Percentiles();
    double loadAverage;

    /** When the order began and had returned; what {@code QuotePoll} tells. */
    void add(long[] order, long[] poll) {
      sinceOrder.add(Math.max(0, poll[1] - order[0]));
      lags.add(Math.max(0, poll[0] - order[1]));
      firstReads.add(Math.max(0, poll[1] - order[1]));
      answers.add(poll[2] - order[0]);
    }

    void print() {
      print("raw Lettuce, from publish to seen", raw);
      print("from the order's start to the first new read", sinceOrder);
      print("the lag", lags);
      print("its upper bound", firstReads);
      print("from the order's start to the new quote", answers);
      print("noise", noise);
      InvalidationLag.print("  load average after: %.2f%n", loadAverage);
    }

    private static void print(String what, Percentiles figure) {
      InvalidationLag.print("  %-46s %s%n", what, figure);
    }
  }
}
