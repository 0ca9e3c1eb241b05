package io.tickcache.it.load;

import static io.tickcache.it.load.Desks.print;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Machine;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.Percentiles;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import java.util.Map;

/**
 * Has many threads ask for one cold key at once: how many of them ask the market, and how long
 * after the one that did is the last of the others served. Beside it the same with a future for
 * each key, written by hand, which is what the machine takes to wake so many threads. Run by {@code
 * benchmarks/stampede}.
 */
final class StampedeTable {

  private static final String ROW = "%-20s %6s %10s %10s %10s %7s %-7s %12s %12s %6s%n";
  private static final int MOST_MILLIS = 5;

  private final Options options;
  private double yardstick = Double.NaN;

  private StampedeTable(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws Exception {
    StampedeTable table =
        new StampedeTable(
            Options.of(arguments, Map.of("rounds", 20, "threads", 200, "upstream-micros", 50_000)));
    print("machine before: %s%n%n", Machine.description());
    print(
        ROW,
        "",
        "loads",
        "median ms",
        "p90 ms",
        "max ms",
        "ratio",
        "bar",
        "answer p50",
        "answer max",
        "load");
    World world = World.ofTest();
    try {
      RedisServer redis = world.redis();
      int micros = table.options.get("upstream-micros");
      AgentJvm near = world.start(Desks.of(micros).rules(Desks.rules("ttl: 1h")));
      AgentJvm hybrid =
          Desks.started(world, 1, Desks.of(micros).rules(Desks.rules(redis, "ttl: 1h")), redis)
              .get(0);
      AgentJvm plain = world.start(Desks.of(micros));
      table.measure("future by hand", plain, "stampede-by-hand");
      table.measure("agent without Redis", near, "stampede");
      table.measure("agent with Redis", hybrid, "stampede");
      print("%nfrom when the one that asked the market was served until the last of all was;%n");
      print("answer: the same from when the market had the answer, in ms%n");
      print(
          "loads: calls upstream in %d rounds; bar: one load a round, median %d ms at most;%n",
          table.options.get("rounds"), MOST_MILLIS);
      print("ratio: of medians; load: load average after%n");
      print("JDK of the applications: %s%n", Machine.jdkOf(near));
    } finally {
      world.end();
    }
    print("commit: %s%n", Machine.commit());
    print("command: benchmarks/stampede %s%n", String.join(" ", arguments));
  }

  private void measure(String what, AgentJvm desk, String command) {
    int rounds = options.get("rounds");
    run(desk, command, "COLD", rounds, new Percentiles(), new Percentiles());
    Percentiles lags = new Percentiles();
    Percentiles answers = new Percentiles();
    long loads = run(desk, command, "KEY", rounds, lags, answers);
    double median = lags.millis(0.5);
    yardstick = Double.isNaN(yardstick) ? median : yardstick;
    print(
        ROW,
        what,
        loads,
        "%.3f".formatted(median),
        "%.3f".formatted(lags.millis(0.9)),
        "%.3f".formatted(lags.millis(1)),
        "%.2f".formatted(median / yardstick),
        loads == rounds && median <= MOST_MILLIS ? "met" : "missed",
        "%.3f".formatted(answers.millis(0.5)),
        "%.3f".formatted(answers.millis(1)),
        "%.2f".formatted(Machine.loadAverage()));
  }

  /** How many calls the market got. */
  private long run(
      AgentJvm desk,
      String command,
      String symbols,
      int rounds,
      Percentiles lags,
      Percentiles answers) {
    long loads = 0;
    for (int i = 0; i < rounds; i++) {
      String[] words =
          desk.ask("%s %d %s%d".formatted(command, options.get("threads"), symbols, i))
              .split(" ", -1);
      loads += Long.parseLong(words[0]);
      lags.add(Long.parseLong(words[1]));
      answers.add(Long.parseLong(words[2]));
    }
    return loads;
  }
}
