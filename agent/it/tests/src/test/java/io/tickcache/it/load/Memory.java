package io.tickcache.it.load;

import static io.tickcache.it.load.Desks.print;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Heap;
import io.tickcache.it.harness.Machine;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures what quotes for 10,000 symbols in both tiers take of the heap, and the memory that a
 * process has resident with the agent and without, after the same calls; run by {@code
 * benchmarks/memory}. With a heap that grows as the JVM likes, once around a client that costs
 * nothing and once around one that makes and reads 1 KB of JSON for each call, as clients of
 * exchanges read what they get; and with a heap that is resident from the start, which leaves what
 * is added outside of it.
 */
final class Memory {

  private static final String ROW = "%-42s %10s %10s %8s%n";
  private static final int SYMBOLS = 10_000;
  private static final int SYMBOLS_AT_ONCE = 500;
  private static final String RULE = "ttl: 1h, l1-ttl: 1h";
  private static final String[] RESIDENT_HEAP = {"-Xms256m", "-XX:+AlwaysPreTouch"};

  private final Options options;
  private String jdk = "";

  private Memory(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws Exception {
    Memory memory =
        new Memory(
            Options.of(
                arguments, Map.of("rounds", 3, "rate", 5_000, "seconds", 10, "threads", 16)));
    print("machine before: %s%n%n", Machine.description());
    memory.measure();
    print("JDK of the applications: %s%n", memory.jdk);
    print("commit: %s%n", Machine.commit());
    print("command: benchmarks/memory %s%n", String.join(" ", arguments));
  }

  private void measure() throws Exception {
    int rounds = options.get("rounds");
    Figures growing = new Figures(rounds);
    Figures reading = new Figures(rounds);
    Figures resident = new Figures(rounds);
    for (int i = 0; i < rounds; i++) {
      measure(growing, i, Desks.of(0));
      measure(reading, i, Desks.of(0).arguments("texts"));
      measure(resident, i, Desks.of(0).jvmArguments(RESIDENT_HEAP));
    }
    print(ROW, "medians of " + rounds + ", MiB", "", "bar", "ratio");
    printRow("heap for 10,000 quotes, collected", growing.heap, 16);
    printRows("a client that costs nothing", growing);
    printRows("a client that makes and reads JSON", reading);
    printRows("heap resident from the start", resident);
    print("load average after: %.2f%n", Machine.loadAverage());
  }

  /** Of the application, which is started once with the agent and once without. */
  private void measure(Figures figures, int round, AgentJvm.Builder desk) throws Exception {
    measureWithout(figures, round, desk);
    measureWith(figures, round, desk);
  }

  private static void printRows(String what, Figures figures) {
    print("%n%s%n", what);
    printRow("  resident without the agent", figures.without, 0);
    printRow("  resident with it, after the same calls", figures.with, 0);
    printRow("  added by the agent", figures.added(), 100);
    printRow("    of that freed, and not given back", figures.freed(), 0);
    print("  added in each round:");
    for (long added : figures.added()) {
      print(" %.1f", added / 1024.0);
    }
    print("%n");
  }

  private static void printRow(String what, long[] kibibytes, int bar) {
    double mebibytes = median(kibibytes) / 1024.0;
    print(
        ROW,
        what,
        "%.1f".formatted(mebibytes),
        bar == 0 ? "" : bar,
        bar == 0 ? "" : "%.2f".formatted(mebibytes / bar));
  }

  private void measureWithout(Figures figures, int round, AgentJvm.Builder builder)
      throws Exception {
    World world = World.ofTest();
    try {
      AgentJvm desk = world.start(builder);
      makeCalls(desk);
      figures.without[round] = resident(desk);
      figures.freedWithout[round] = figures.without[round] - residentOnceGivenBack(desk);
    } finally {
      world.end();
    }
  }

  /** One process makes the calls, and of another's heap the quotes are taken. */
  private void measureWith(Figures figures, int round, AgentJvm.Builder builder) throws Exception {
    World world = World.ofTest();
    try {
      RedisServer redis = world.redis();
      List<AgentJvm> desks =
          Desks.started(world, 2, builder.rules(Desks.rules(redis, RULE)), redis);
      AgentJvm one = desks.get(0);
      makeCalls(one);
      figures.with[round] = resident(one);
      figures.freedWith[round] = figures.with[round] - residentOnceGivenBack(one);
      AgentJvm other = desks.get(1);
      long before = Heap.kibibytesAfterCollection(other.pid());
      askForAll(other);
      figures.heap[round] = Heap.kibibytesAfterCollection(other.pid()) - before;
      jdk = Machine.jdkOf(one);
    } finally {
      world.end();
    }
  }

  private void makeCalls(AgentJvm desk) {
    askForAll(desk);
    Run.of(List.of(desk), options.get("rate"), options.get("seconds"), options.get("threads"), 1);
  }

  private static void askForAll(AgentJvm desk) {
    for (int from = 0; from < SYMBOLS; from += SYMBOLS_AT_ONCE) {
      desk.ask("quotes " + from + " " + (from + SYMBOLS_AT_ONCE));
    }
  }

  private static long residentOnceGivenBack(AgentJvm desk) throws IOException {
    Heap.giveBackFreedMemory(desk.pid());
    return resident(desk);
  }

  /** In KiB. */
  private static long resident(AgentJvm desk) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(desk.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static long median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Of one kind of heap, in KiB, a place for each round. */
  private static final class Figures {

    final long[] without;
    final long[] with;
    final long[] freedWithout;
    final long[] freedWith;
    final long[] heap;

    Figures(int rounds) {
      without = new long[rounds];
      with = new long[rounds];
      freedWithout = new long[rounds];
      freedWith = new long[rounds];
      heap = new long[rounds];
    }

    long[] added() {
      return differences(with, without);
    }

    long[] freed() {
      return differences(freedWith, freedWithout);
    }

    private static long[] differences(long[] some, long[] others) {
      long[] differences = new long[some.length];
      Arrays.setAll(differences, i -> some[i] - others[i]);
      return differences;
    }
  }
}
