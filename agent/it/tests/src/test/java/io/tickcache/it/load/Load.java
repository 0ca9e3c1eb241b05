package io.tickcache.it.load;

import static io.tickcache.it.load.Desks.print;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Machine;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what calls take and cost in one process, in two, and so on, under an open load; run by
 * {@code benchmarks/load}. Beside it the same without the agent and with a market that answers at
 * once, which is what the driver itself and the machine take.
 */
final class Load {

  private static final String ROW = "%-9s %-12s %8s %9s %9s %9s %9s %9s %9s %9s %9s %9s %6s%n";
  private static final int WARM_UP_SECONDS = 20;
  private static final double[] PERCENTILES = {50, 99, 99.9, 100};

  private final Options options;

  /** Of each number of processes: how Redis was asked, by its own counts. */
  private final List<String> commands = new ArrayList<>();

  private Load(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, Integer> defaults = new HashMap<>();
    defaults.put("most", 4);
    defaults.put("rate", 1_000);
    defaults.put("warm-up", WARM_UP_SECONDS);
    defaults.put("seconds", 10);
    defaults.put("threads", 16);
    defaults.put("upstream-micros", 5_000);
    defaults.put("ttl", 5);
    Load load = new Load(Options.of(arguments, defaults));
    print("machine before: %s%n", Machine.description());
    print(
        "%n" + ROW,
        "processes",
        "",
        "calls/s",
        "p50 ms",
        "p99 ms",
        "p99.9 ms",
        "max ms",
        "up/1000",
        "redis ops",
        "bytes",
        "CPU us",
        "noise ms",
        "load");
    String jdk = "";
    for (int processes = 1; processes <= load.options.get("most"); processes *= 2) {
      jdk = load.measure(processes);
    }
    print(
        "%nof each call: latency from when it was due; operations and bytes of Redis; CPU time%n");
    print(
        "up/1000: calls upstream of 1,000 calls; ratio: with the agent to the driver alone; the%n");
    print("CPU time of its row is what is beyond the driver's own, in us%n");
    print("noise: how late a thread of another process woke at most; load: load average after%n");
    print("Redis, of 1,000 calls:%n");
    load.commands.forEach(line -> print("%s%n", line));
    print(
        "10,000 symbols by Zipf's law with exponent 0.9, ttl %d s, Redis 7.0.15%n",
        load.options.get("ttl"));
    print("JDK of the applications: %s%n", jdk);
    print("commit: %s%n", Machine.commit());
    print("command: benchmarks/load %s%n", String.join(" ", arguments));
  }

  private String measure(int processes) throws Exception {
    Run alone = alone(processes);
    print(ROW, row(processes, "driver alone", alone, "", "", "", alone.cpuMicrosPerCall()));
    World world = World.ofTest();
    try {
      RedisServer redis = world.redis();
      String rules = Desks.rules(redis, "ttl: " + options.get("ttl") + "s");
      AgentJvm.Builder desk = Desks.of(options.get("upstream-micros")).rules(rules);
      List<AgentJvm> desks = Desks.started(world, processes, desk, redis);
      warmUp(desks, options.get("warm-up"));
      RedisTraffic before = RedisTraffic.of(redis);
      Run run = run(desks, options.get("seconds"), 2);
      RedisTraffic traffic = RedisTraffic.of(redis).since(before);
      print(
          ROW,
          row(
              processes,
              "agent",
              run,
              "%.1f".formatted(1e3 * run.upstreamCalls / run.calls),
              "%.2f".formatted((double) traffic.commands() / run.calls),
              "%.0f".formatted((double) traffic.bytes() / run.calls),
              run.cpuMicrosPerCall()));
      printRatio(processes, alone, run);
      commands.add(processes + ": " + commands(traffic, run.calls));
      return Machine.jdkOf(desks.get(0));
    } finally {
      world.end();
    }
  }

  private Run alone(int processes) throws Exception {
    World world = World.ofTest();
    try {
      List<AgentJvm> desks = new ArrayList<>();
      for (int i = 0; i < processes; i++) {
        desks.add(world.start(Desks.of(0)));
      }
      warmUp(desks, Math.min(options.get("warm-up"), WARM_UP_SECONDS));
      return run(desks, options.get("seconds"), 2);
    } finally {
      world.end();
    }
  }

  /** In runs that are short enough to be waited for. */
  private void warmUp(List<AgentJvm> desks, int seconds) {
    for (int left = seconds; left > 0; left -= WARM_UP_SECONDS) {
      run(desks, Math.min(left, WARM_UP_SECONDS), 1);
    }
  }

  private Run run(List<AgentJvm> desks, int seconds, int seed) {
    return Run.of(desks, options.get("rate"), seconds, options.get("threads"), seed);
  }

  private static Object[] row(
      int processes, String what, Run run, String upstream, String ops, String bytes, double cpu) {
    List<Object> row = new ArrayList<>();
    row.add(processes);
    row.add(what);
    row.add("%.0f".formatted(run.callsPerSecond));
    for (double percentile : PERCENTILES) {
      row.add("%.3f".formatted(run.latency(percentile)));
    }
    row.addAll(List.of(upstream, ops, bytes));
    row.add("%.1f".formatted(cpu));
    row.add("%.3f".formatted(run.noise.millis(1)));
    row.add("%.2f".formatted(Machine.loadAverage()));
    return row.toArray();
  }

  private static void printRatio(int processes, Run alone, Run run) {
    List<Object> row = new ArrayList<>();
    row.add(processes);
    row.add("ratio");
    row.add("");
    for (double percentile : PERCENTILES) {
      row.add("%.2f".formatted(run.latency(percentile) / alone.latency(percentile)));
    }
    row.addAll(List.of("", "", ""));
    row.add("+%.1f".formatted(run.cpuMicrosPerCall() - alone.cpuMicrosPerCall()));
    row.addAll(List.of("", ""));
    print(ROW, row.toArray());
  }

  private static String commands(RedisTraffic traffic, long calls) {
    List<String> parts = new ArrayList<>();
    parts.add("CPU %.1f ms".formatted(traffic.cpuMicros() / calls));
    traffic
        .calls()
        .forEach(
            (command, number) -> parts.add("%s %.1f".formatted(command, 1e3 * number / calls)));
    return String.join(", ", parts);
  }
}
