package io.tickcache.agent.cli;

import java.util.Locale;

/** Numbers as people read them. */
final class Amounts {

  static final String UNKNOWN = "-";

  private static final long SECOND = 1000;
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Amounts() {}

  static String millis(double millis) {
    if (Double.isNaN(millis)) {
      return UNKNOWN;
    }
    long whole = Math.round(millis);
    return whole >= SECOND && whole % SECOND == 0 ? whole / SECOND + " s" : whole + " ms";
  }

  /** In milliseconds, or from a second on in seconds with three digits or more. */
  static String seconds(double seconds) {
    if (Double.isNaN(seconds) || seconds < 1) {
      return millis(seconds * SECOND);
    }
    String form = seconds < 10 ? "%.2f s" : seconds < 100 ? "%.1f s" : "%.0f s";
    return String.format(Locale.ROOT, form, seconds);
  }

  /** In the two largest units. */
  static String span(long seconds) {
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + " min " + seconds % MINUTE + " s";
    }
    return seconds < DAY
        ? seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min"
        : seconds / DAY + " d " + seconds % DAY / HOUR + " h";
  }

  static String percent(double share) {
    return Double.isNaN(share) ? UNKNOWN : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String number(double number) {
    return Double.isNaN(number) ? UNKNOWN : Long.toString(Math.round(number));
  }

  static String number(long number) {
    return Long.toString(number);
  }

  /** A number of any size, with commas. */
  static String many(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String many(long number, String noun) {
    return many(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** In seconds, however few. */
  static String duration(double seconds) {
    return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%,.0f s", seconds);
  }

  /** A number with its noun: "1 rule", "2 rules". */
  static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
