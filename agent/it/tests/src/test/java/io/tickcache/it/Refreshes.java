package io.tickcache.it;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Machine;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.Percentiles;
import io.tickcache.it.harness.Recording;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.SchedulingNoise;
import io.tickcache.it.harness.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Plays the same load to the same processes without refresh-ahead and with it, and tells what that
 * costs upstream and what callers of the hottest symbols are spared. Ends with 1 where one of those
 * came to a load, or where there were more than a tenth more calls. {@code ci/refreshes} runs it.
 *
 * <p>Steady is what comes after the first {@value #SETTLING_TTLS} times to live: by then a symbol
 * has been asked for as often as the agent wants to see before it is hot.
 */
final class Refreshes {

  private static final int SETTLING_TTLS = 2;
  private static final int THREADS = 32;
  private static final double MOST_MORE = 0.1;

  /** Who is asked for less often within a time to live, in each process, is cold. */
  private static final int COLD = 5;

  private final Options options;
  private final List<Path> recordings = new ArrayList<>();

  private Refreshes(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws Exception {
    Options options =
        Options.of(
            arguments,
            Map.of(
                "seconds",
                60,
                "processes",
                2,
                "rate",
                1_000,
                "symbols",
                500,
                "hottest",
                50,
                "ttl",
                10,
                "latency",
                75,
                "seed",
                1));
    Refreshes refreshes = new Refreshes(options);
    boolean right;
    try {
      refreshes.record();
      right = refreshes.compare();
    } finally {
      for (Path recording : refreshes.recordings) {
        Files.deleteIfExists(recording);
      }
    }
    System.exit(right ? 0 : 1);
  }

  /** What each process is asked for, both times. */
  private void record() throws IOException {
    for (int i = 0; i < options.get("processes"); i++) {
      Path file = Files.createTempFile("recording", ".txt");
      recordings.add(file);
      Recording.of(
              settlingSeconds() + options.get("seconds"),
              options.get("rate") / options.get("processes"),
              options.get("symbols"),
              options.get("seed") + i)
          .writeCalls(file);
    }
  }

  private int settlingSeconds() {
    return SETTLING_TTLS * options.get("ttl");
  }

  private boolean compare() throws Exception {
    print(
        "%d processes ask %,d times a second for %d symbols, ttl %d s, loads of %d ms;"
            + " %d s after the first %d s%n",
        options.get("processes"),
        options.get("rate"),
        options.get("symbols"),
        options.get("ttl"),
        options.get("latency"),
        options.get("seconds"),
        settlingSeconds());
    Played without = play("off");
    Played with = play("on");
    long before = without.sum(counts -> counts.loads);
    long after = with.sum(counts -> counts.loads);
    int hottest = options.get("hottest");
    print("%-46s %9s %9s%n", "refresh-ahead", "off", "on");
    print("%-46s %,9d %,9d   %+.1f %%%n", "calls upstream", before, after, more(before, after));
    row("  for the hottest " + hottest, without.hottest.loads, with.hottest.loads);
    row("    led by their callers", without.hottest.led, with.hottest.led);
    row("  for others", before - without.hottest.loads, after - with.hottest.loads);
    print("%-46s %9s %,9d%n", "    refreshes", "", with.refreshed() - with.hottest.refreshed());
    String ofCold = "      asked for less than " + COLD + " times in a ttl";
    print("%-46s %9s %,9d%n", ofCold, "", with.refreshedCold());
    print("what %,d calls for the hottest took%n", with.took.size());
    print("  off   %s%n", without.took);
    print("  on    %s%n", with.took);
    print("how late a thread woke meanwhile that parked for 100 us%n");
    print("  off   %s%n", without.noise);
    print("  on    %s%n", with.noise);
    print("machine: %s%n", Machine.description());
    return with.hottest.led == 0 && after <= before * (1 + MOST_MORE);
  }

  private static double more(long before, long after) {
    return 100.0 * (after - before) / before;
  }

  private static void row(String what, long without, long with) {
    print("%-46s %,9d %,9d%n", what, without, with);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }

  private Played play(String refreshAhead) throws Exception {
    List<AgentJvm> apps = new ArrayList<>();
    List<Path> journals = new ArrayList<>();
    try (Upstream upstream = Upstream.started();
        RedisServer redis = RedisServer.started()) {
      String rules =
          Rules.quotes(redis, "ttl: " + options.get("ttl") + "s", "refresh-ahead: " + refreshAhead);
      for (int i = 0; i < options.get("processes"); i++) {
        journals.add(Files.createTempFile("journal", ".txt"));
        apps.add(AgentJvm.console(upstream.url("p" + i)).rules(rules).start());
      }
      for (AgentJvm app : apps) {
        app.ask("quote WARM-UP");
        app.awaitSynced();
      }
      upstream.delay(Duration.ofMillis(options.get("latency")));
      long began = 0;
      for (int i = 0; i < apps.size(); i++) {
        String order = "replay " + recordings.get(i) + " " + journals.get(i) + " " + THREADS;
        began = apps.get(i).askNumber(order);
      }
      TimeUnit.SECONDS.sleep(settlingSeconds());
      SchedulingNoise noise = SchedulingNoise.started();
      TimeUnit.SECONDS.sleep(options.get("seconds"));
      for (AgentJvm app : apps) {
        AgentJvm.awaiting("the end of the load").until(() -> app.ask("replayed").equals("true"));
      }
      Played played = new Played(began + TimeUnit.SECONDS.toNanos(settlingSeconds()), noise.stop());
      upstream.log().forEachKey((process, symbol, moments) -> played.loads(symbol, moments));
      for (Path journal : journals) {
        played.calls(Files.readAllLines(journal));
      }
      return played;
    } finally {
      for (AgentJvm app : apps) {
        app.close();
      }
      for (Path journal : journals) {
        Files.deleteIfExists(journal);
      }
    }
  }

  private boolean isHottest(String symbol) {
    return Integer.parseInt(symbol.substring(1)) < options.get("hottest");
  }

  /** What came of some calls for one symbol, or for several. */
  private static final class Counts {
    private long loads;
    private long led;
    private long mostOfAProcess;

    long refreshed() {
      return loads - led;
    }
  }

  /** What came of the load in its steady state. */
  private final class Played {
    private final long fromNanos;
    private final Percentiles noise;
    private final Percentiles took = new Percentiles();
    private final Map<String, Counts> symbols = new HashMap<>();
    private final Counts hottest = new Counts();

    Played(long fromNanos, Percentiles noise) {
      this.fromNanos = fromNanos;
      this.noise = noise;
    }

    void loads(String symbol, List<Long> moments) {
      long number = moments.stream().filter(nanos -> nanos >= fromNanos).count();
      if (number > 0) {
        of(symbol).loads += number;
        hottest.loads += isHottest(symbol) ? number : 0;
      }
    }

    void calls(List<String> journal) {
      Map<String, Long> ofProcess = new HashMap<>();
      for (String line : journal) {
        String[] call = line.split(" ", -1);
        if (Long.parseLong(call[0]) >= fromNanos) {
          String symbol = call[3];
          ofProcess.merge(symbol, 1L, Long::sum);
          call(symbol, Long.parseLong(call[1]), Boolean.parseBoolean(call[2]));
        }
      }
      ofProcess.forEach(
          (symbol, number) ->
              of(symbol).mostOfAProcess = Math.max(of(symbol).mostOfAProcess, number));
    }

    private void call(String symbol, long nanos, boolean led) {
      of(symbol).led += led ? 1 : 0;
      if (isHottest(symbol)) {
        hottest.led += led ? 1 : 0;
        took.add(nanos);
      }
    }

    private Counts of(String symbol) {
      return symbols.computeIfAbsent(symbol, absent -> new Counts());
    }

    long sum(ToLongFunction<Counts> of) {
      return symbols.values().stream().mapToLong(of).sum();
    }

    long refreshed() {
      return sum(Counts::refreshed);
    }

    long refreshedCold() {
      double ttls = (double) options.get("seconds") / options.get("ttl");
      return sum(counts -> counts.mostOfAProcess < COLD * ttls ? counts.refreshed() : 0);
    }
  }
}
