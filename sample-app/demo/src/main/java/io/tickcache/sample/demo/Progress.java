package io.tickcache.sample.demo;

import java.io.PrintStream;
import java.util.Locale;

/** Tells how far a run is: one line that changes on a terminal, a line every 5 s otherwise. */
final class Progress {
  private static final int PLAIN_SECONDS = 5;

  private final PrintStream out;
  private final String title;
  private final int seconds;
  private final boolean live;
  private long nextPlain;

  Progress(PrintStream out, String title, int seconds, boolean live) {
    this.out = out;
    this.title = title;
    this.seconds = seconds;
    this.live = live;
  }

  void show(long elapsedSeconds, Counters exchange) {
    long shown = Math.min(elapsedSeconds, seconds);
    if (live) {
      out.print("\r" + line(shown, exchange) + "   ");
      out.flush();
    } else if (shown >= nextPlain && shown < seconds) {
      nextPlain = shown + PLAIN_SECONDS;
      out.println(line(shown, exchange));
    }
  }

  void done(Counters exchange) {
    String line = line(seconds, exchange);
    out.println(live ? "\r" + line + "   " : line);
  }

  private String line(long elapsed, Counters exchange) {
    return String.format(
        Locale.ROOT,
        "%-15s %3d of %d s   exchange: %,7d calls, %,7d refused, bans: %d",
        title,
        elapsed,
        seconds,
        exchange.get("requests"),
        exchange.get("status429") + exchange.get("status418"),
        exchange.get("bans"));
  }
}
