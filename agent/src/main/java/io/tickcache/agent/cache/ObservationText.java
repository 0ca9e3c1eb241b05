package io.tickcache.agent.cache;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells in plain words what has been observed since it was last asked, such as {@code quotes
 * (observe): 34,506 calls for about 812 keys in 60 s; with ttl 5 s 97.1 % would have been answered:
 * 33,505 calls and 412 s of waiting saved}. Thread-safe.
 */
final class ObservationText {

  /** Below that, the count of keys is right but for a rare one. */
  private static final int FEW_KEYS = 100;

  private final String name;
  private final String life;
  private final ObservationStats stats;
  private final Ticker ticker;
  private volatile DistinctCount keys = new DistinctCount();
  private Figures last;

  ObservationText(String name, String life, ObservationStats stats, Ticker ticker) {
    this.name = name;
    this.life = life;
    this.stats = stats;
    this.ticker = ticker;
    this.last = new Figures(stats, ticker.read());
  }

  /** A key was asked for. */
  void add(long hash) {
    keys.add(hash);
  }

  /** Null if there were no calls. */
  synchronized @Nullable String news() {
    Figures before = last;
    DistinctCount asked = keys;
    keys = new DistinctCount();
    last = new Figures(stats, ticker.read());
    return last.calls == before.calls ? null : text(before, last, asked.estimate());
  }

  private String text(Figures before, Figures now, long different) {
    long calls = now.calls - before.calls;
    long asked = now.asked - before.asked;
    long answered = now.answered - before.answered;
    return name
        + " (observe): "
        + number(calls)
        + (calls == 1 ? " call" : " calls")
        + (asked == calls ? "" : " asked " + number(asked) + " times")
        + (different < FEW_KEYS ? " for " : " for about ")
        + number(different)
        + (different == 1 ? " key in " : " keys in ")
        + seconds(now.nanos - before.nanos)
        + "; with ttl "
        + life
        + String.format(Locale.ROOT, " %.1f", asked == 0 ? 0 : 100.0 * answered / asked)
        + " % would have been answered: "
        + number(now.savedCalls - before.savedCalls)
        + " calls and "
        + seconds(now.savedNanos - before.savedNanos)
        + " of waiting saved";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String seconds(long nanos) {
    double seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
    return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%,.0f s", seconds);
  }

  /** The counts of one moment. */
  private static final class Figures {
    private final long calls;
    private final long asked;
    private final long answered;
    private final long savedCalls;
    private final long savedNanos;
    private final long nanos;

    private Figures(ObservationStats stats, long nanos) {
      this.calls = stats.calls.sum();
      this.answered = stats.hits.sum() + stats.shared.sum();
      this.asked = answered + stats.misses.sum();
      this.savedCalls = stats.savedCalls.sum();
      this.savedNanos = stats.savedNanos.sum();
      this.nanos = nanos;
    }
  }
}
