package io.tickcache.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Measures the agent of an earlier commit and that of this one in turn, plain Caffeine beside them,
 * and ends with 1 where a call costs clearly more than before. What looks worse after some rounds
 * is measured again, until it doesn't or has been often enough. {@code ci/regressions} says in
 * system properties where the jars are.
 */
final class Regressions {

  private static final String CAFFEINE = "PeerBenchmark.caffeine";
  private static final String WOVEN = "WovenBenchmark.";

  /** The calls that are watched, with the rules that they need. */
  private static final Map<String, List<String>> CALLS =
      Map.of(
          "off", List.of("by-symbol", "off"),
          "bySymbol", List.of("by-symbol"),
          "byVenue", List.of("by-symbol", "by-venue"),
          "byInstrument", List.of("by-symbol", "by-instrument"),
          "byRequest", List.of("by-symbol", "by-request"),
          "copied", List.of("by-symbol", "copied"),
          "many", List.of("by-symbol", "many", "shared"),
          "miss", List.of("by-symbol", "missed"));

  /** How often at most what looks worse is measured again. */
  private static final int MORE_ROUNDS = 4;

  private final Forks forks;
  private final Path before = Path.of(System.getProperty("benchmarks.before"));
  private final Path after = Path.of(System.getProperty("benchmarks.agent"));
  private final Path folder = Path.of(System.getProperty("benchmarks.folder"));

  private Regressions(Forks forks) {
    this.forks = forks;
  }

  public static void main(String[] arguments)
      throws CommandLineOptionException, RunnerException, IOException {
    String machine = Machine.description();
    CommandLineOptions given = new CommandLineOptions(arguments);
    Regressions regressions = new Regressions(new Forks(given, Form.GUARD));
    Map<String, Change> changes = regressions.changes(Form.GUARD.rounds(given));
    System.out.println(table(changes));
    System.out.printf("machine: %s at the start, %s at the end%n", machine, Machine.load());
    System.out.printf("JDK: %s, %s%n", Machine.jdk(), Forks.HEAP);
    System.exit(changes.values().stream().anyMatch(Change::isWorse) ? 1 : 0);
  }

  private Map<String, Change> changes(int rounds) throws RunnerException, IOException {
    SortedMap<String, Change> changes = new TreeMap<>();
    CALLS.keySet().forEach(call -> changes.put(call, new Change()));
    for (int round = 1; round <= rounds + MORE_ROUNDS; round++) {
      List<String> open = new ArrayList<>(changes.keySet());
      if (round > rounds) {
        open.removeIf(call -> !changes.get(call).isWorse());
      }
      measure(open, changes);
    }
    return changes;
  }

  private void measure(List<String> calls, Map<String, Change> changes)
      throws RunnerException, IOException {
    if (calls.isEmpty()) {
      return;
    }
    System.out.println("measuring " + String.join(", ", calls));
    Cost caffeine = cost(CAFFEINE, forks.plain(plan(CAFFEINE)));
    for (String call : calls) {
      measure(call, caffeine, changes);
    }
  }

  /** By either agent, or by none from now on where the earlier one can't do it. */
  private void measure(String call, Cost caffeine, Map<String, Change> changes)
      throws RunnerException, IOException {
    Path rules = RulesText.alone(folder, CALLS.get(call));
    String benchmark = WOVEN + call;
    Cost earlier;
    try {
      earlier = cost(benchmark, forks.woven(plan(benchmark), before, rules));
    } catch (RunnerException e) {
      System.out.println("left out: " + call + ", which the agent before can't do");
      changes.remove(call);
      return;
    }
    Cost now = cost(benchmark, forks.woven(plan(benchmark), after, rules));
    changes.get(call).add(caffeine, earlier, now);
  }

  private static Cost cost(String benchmark, Collection<RunResult> one) {
    Results results = new Results();
    results.add(one);
    return new Cost(
        results.leastCpuNanos(benchmark), results.bytes(benchmark, Mode.AverageTime, 1));
  }

  /** One benchmark alone. */
  private static Plan plan(String benchmark) {
    return new Plan(benchmark + "$", Plan.Agent.NONE, 1);
  }

  private static String table(Map<String, Change> changes) {
    Table table =
        new Table(
            "call", "x Caffeine before", "after", "change", "B/op before", "after", "verdict");
    changes.forEach((call, change) -> table.add(change.cells(call)));
    return table.text();
  }
}
