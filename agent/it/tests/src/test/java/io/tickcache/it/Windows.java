package io.tickcache.it;

import io.tickcache.it.harness.AgentJvm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the calls of an application's steady load take while one thing goes on or another: windows
 * of one length, in turns, so that what disturbs the machine disturbs all alike; the medians of
 * each kind of window. Not thread-safe.
 */
final class Windows {

  /** What goes on in a window; it may take as long as that. */
  interface Happening {
    void take() throws Exception;
  }

  private static final String[] FIGURES = {"p50", "p99", "p99.9", "max"};

  private final AgentJvm app;
  private final String load;
  private final long nanos;
  private final Map<String, Happening> happenings = new LinkedHashMap<>();

  /**
   * @param load the name of the load that the application makes already
   */
  Windows(AgentJvm app, String load, int seconds) {
    this.app = app;
    this.load = load;
    this.nanos = TimeUnit.SECONDS.toNanos(seconds);
  }

  Windows with(String name, Happening happening) {
    happenings.put(name, happening);
    return this;
  }

  /** Lets each happen once unmeasured and then in so many windows, and prints the medians. */
  void measure(int rounds) throws Exception {
    Map<String, List<long[]>> taken = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<String, Happening> each : happenings.entrySet()) {
        long[] figures = window(each.getValue());
        if (round > 0) {
          taken.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(figures);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "a call in µs, medians of %d windows of %d s:%n%36s",
        rounds,
        TimeUnit.NANOSECONDS.toSeconds(nanos),
        "");
    System.out.println(row(FIGURES));
    taken.forEach((name, windows) -> System.out.printf("  %-34s%s%n", name, row(medians(windows))));
  }

  private long[] window(Happening happening) throws Exception {
    app.ask("load-durations " + load);
    long end = System.nanoTime() + nanos;
    happening.take();
    TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
    String[] figures = app.ask("load-durations " + load).split(" ", -1);
    return Arrays.stream(figures).skip(1).mapToLong(Long::parseLong).toArray();
  }

  private static String[] medians(List<long[]> windows) {
    String[] medians = new String[FIGURES.length];
    for (int figure = 0; figure < medians.length; figure++) {
      int column = figure;
      long[] sorted = windows.stream().mapToLong(window -> window[column]).sorted().toArray();
      medians[figure] = String.format(Locale.ROOT, "%.1f", sorted[sorted.length / 2] / 1e3);
    }
    return medians;
  }

  private static String row(String[] cells) {
    StringBuilder row = new StringBuilder();
    for (String cell : cells) {
      row.append(String.format("%10s", cell));
    }
    return row.toString();
  }
}
