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
  private final DistinctCount before = new DistinctCount();
  private volatile DistinctCount lately = new DistinctCount();
  private volatile DistinctCount now = new DistinctCount();
  private ObservationCounts last;

  ObservationText(String name, String life, ObservationStats stats, Ticker ticker) {
    this.name = name;
    this.life = life;
    this.stats = stats;
    this.ticker = ticker;
    this.last = new ObservationCounts(stats, ticker.read());
  }

  /** A key was asked for. */
  void add(long hash) {
    now.add(hash);
  }

  /** About how many different keys were asked for, ever. */
  synchronized long keys() {
    DistinctCount all = new DistinctCount();
    all.addAll(before);
    all.addAll(lately);
    all.addAll(now);
    return all.estimate();
  }

  /** Null if there were no calls. */
  synchronized @Nullable String news() {
    ObservationCounts former = last;
    DistinctCount asked = now;
    now = new DistinctCount();
    before.addAll(lately); // no longer what a call that began then may still add to
    lately = asked;
    last = new ObservationCounts(stats, ticker.read());
    return last.calls == former.calls ? null : text(last.since(former), asked.estimate());
  }

  private String text(ObservationCounts news, long different) {
    long calls = news.calls;
    long asked = news.asked();
    long answered = news.answered();
    return name
        + " (observe): "
        + number(calls)
        + (calls == 1 ? " call" : " calls")
        + (asked == calls ? "" : " asked " + number(asked) + " times")
        + (different < FEW_KEYS ? " for " : " for about ")
        + number(different)
        + (different == 1 ? " key in " : " keys in ")
        + seconds(news.nanos)
        + "; with ttl "
        + life
        + String.format(Locale.ROOT, " %.1f", asked == 0 ? 0 : 100.0 * answered / asked)
        + " % would have been answered: "
        + number(news.savedCalls)
        + " calls and "
        + seconds(news.savedNanos)
        + " of waiting saved";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String seconds(long nanos) {
    double seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
    return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%,.0f s", seconds);
  }
}
