package io.tickcache.it.forecast;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Meters;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.Recording;
import io.tickcache.it.harness.Upstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Plays one recorded load to the same application three times, with a rule that observes, one that
 * shadows and one that caches, while the data changes at the same moments each time; and holds what
 * the first two foretell against what came of the third. Ends with 1 where they are further apart
 * than 2 points of the hit ratio or 1 point of the share of stale answers. {@code ci/forecasts}
 * runs it.
 */
final class Forecasts {

  private static final double HIT_POINTS = 2;
  private static final double STALE_POINTS = 1;
  private static final int THREADS = 32;

  private final Options options;
  private final Recording recording;
  private final Path calls;

  private Forecasts(Options options, Recording recording, Path calls) {
    this.options = options;
    this.recording = recording;
    this.calls = calls;
  }

  public static void main(String[] arguments) throws Exception {
    Options options =
        Options.of(
            arguments, Map.of("seconds", 60, "rate", 500, "symbols", 200, "ttl", 1000, "seed", 1));
    Recording recording =
        Recording.of(
            options.get("seconds"),
            options.get("rate"),
            options.get("symbols"),
            options.get("seed"));
    Path calls = Files.createTempFile("recording", ".txt");
    try {
      recording.writeCalls(calls);
      boolean right = new Forecasts(options, recording, calls).compare();
      System.exit(right ? 0 : 1);
    } finally {
      Files.deleteIfExists(calls);
    }
  }

  private boolean compare() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%,d calls for %d symbols in %d s, %,d changes of their data, ttl %d ms%n",
        recording.calls().size(),
        options.get("symbols"),
        options.get("seconds"),
        recording.changes().size(),
        options.get("ttl"));
    double foretoldHits = play("observe").foretoldHits();
    double foretoldStale = play("shadow").foretoldStale();
    Played cached = play("cache");
    boolean hitsRight = tell("answered without a call", foretoldHits, cached.hits(), HIT_POINTS);
    boolean staleRight = tell("stale of those", foretoldStale, cached.stale(), STALE_POINTS);
    return hitsRight && staleRight;
  }

  private static boolean tell(String what, double foretold, double came, double points) {
    double apart = Math.abs(foretold - came);
    System.out.printf(
        Locale.ROOT,
        "%-24s foretold %6.2f %%   came %6.2f %%   apart %5.2f points of %.0f%n",
        what,
        foretold,
        came,
        apart,
        points);
    return apart <= points;
  }

  /** What is known of a load when it is over, in percent. */
  private record Played(double foretoldHits, double foretoldStale, double hits, double stale) {}

  private Played play(String mode) throws Exception {
    Path journal = Files.createTempFile("journal", ".txt");
    String rules =
        """
        version: 1
        rules:
          quotes:
            method: com.acme.md.QuoteClient#getQuote(String)
            ttl: %dms
            mode: %s
        """
            .formatted(options.get("ttl"), mode);
    try (Upstream upstream = Upstream.started();
        AgentJvm app = AgentJvm.console(upstream).rules(rules).start()) {
      upstream.delay(Duration.ofMillis(5));
      app.ask("quote WARM");
      Truth truth = new Truth(upstream, recording);
      truth.begin(Long.parseLong(app.ask("replay " + calls + " " + journal + " " + THREADS)));
      truth.end();
      AgentJvm.awaiting("the end of the load").until(() -> app.ask("replayed").equals("true"));
      return read(app.meters(), upstream, Files.readAllLines(journal), truth);
    } finally {
      Files.deleteIfExists(journal);
    }
  }

  private Played read(Meters meters, Upstream upstream, List<String> journal, Truth truth) {
    long hits = meters.count("tickcacheObservedCalls", "result", "hit");
    long shared = meters.count("tickcacheObservedCalls", "result", "shared");
    long misses = meters.count("tickcacheObservedCalls", "result", "miss");
    long same = meters.count("tickcacheShadowAnswers", "result", "same");
    long different = meters.count("tickcacheShadowAnswers", "result", "different");
    long made = upstream.calls() - 1;
    long stale = 0;
    for (String line : journal) {
      String[] call = line.split(" ", -1);
      if (truth.isStale(call[3], Long.parseLong(call[4]), Long.parseLong(call[0]))) {
        stale++;
      }
    }
    long answered = journal.size() - made;
    return new Played(
        percent(hits + shared, hits + shared + misses),
        percent(different, same + different),
        percent(answered, journal.size()),
        percent(stale, answered));
  }

  private static double percent(long part, long whole) {
    return 100.0 * part / whole;
  }
}
