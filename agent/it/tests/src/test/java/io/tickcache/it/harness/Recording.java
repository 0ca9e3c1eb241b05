package io.tickcache.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A load that can be played again and again: calls at random moments (a Poisson process) for
 * symbols of which few are asked for often (Zipf's law), and the moments at which the data of each
 * symbol changes, every 0.1 to 10 s on the average. The same seed makes the same one. Immutable.
 */
public final class Recording {

  private static final double EXPONENT = 0.9;
  private static final double QUICKEST_SECONDS = 0.1;
  private static final double SLOWEST_PER_QUICKEST = 100;

  /** Something that happens to a symbol, in nanoseconds after the begin. */
  public record Event(long nanos, String symbol) {}

  private final List<Event> calls;
  private final List<Event> changes;

  private Recording(List<Event> calls, List<Event> changes) {
    this.calls = Collections.unmodifiableList(calls);
    this.changes = Collections.unmodifiableList(changes);
  }

  public static Recording of(int seconds, int callsPerSecond, int symbols, long seed) {
    Random random = new Random(seed);
    long end = TimeUnit.SECONDS.toNanos(seconds);
    List<Event> calls = new ArrayList<>();
    double[] upTo = popularity(symbols);
    for (long at = pause(1.0 / callsPerSecond, random);
        at < end;
        at += pause(1.0 / callsPerSecond, random)) {
      calls.add(new Event(at, "S" + pick(upTo, random)));
    }
    List<Event> changes = new ArrayList<>();
    for (int symbol = 0; symbol < symbols; symbol++) {
      double mean = QUICKEST_SECONDS * Math.pow(SLOWEST_PER_QUICKEST, random.nextDouble());
      for (long at = pause(mean, random); at < end; at += pause(mean, random)) {
        changes.add(new Event(at, "S" + symbol));
      }
    }
    changes.sort(Comparator.comparingLong(Event::nanos));
    return new Recording(calls, changes);
  }

  private static long pause(double meanSeconds, Random random) {
    return (long) (-Math.log(1 - random.nextDouble()) * meanSeconds * 1e9);
  }

  private static double[] popularity(int symbols) {
    double[] upTo = new double[symbols];
    double sum = 0;
    for (int i = 0; i < symbols; i++) {
      sum += 1 / Math.pow(i + 1.0, EXPONENT);
      upTo[i] = sum;
    }
    return upTo;
  }

  private static int pick(double[] upTo, Random random) {
    double wanted = random.nextDouble() * upTo[upTo.length - 1];
    int at = 0;
    while (upTo[at] < wanted) {
      at++;
    }
    return at;
  }

  public List<Event> calls() {
    return calls;
  }

  public List<Event> changes() {
    return changes;
  }

  /** As the application reads it. */
  public void writeCalls(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Event call : calls) {
      lines.add(call.nanos() + " " + call.symbol());
    }
    Files.write(file, lines);
  }
}
