package io.tickcache.sample.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them; one that nobody counted is {@code n/a}. */
final class Figures {
  static final String UNKNOWN = "n/a";

  private Figures() {}

  static String count(@Nullable Long value) {
    return value == null ? UNKNOWN : String.format(Locale.ROOT, "%,d", value);
  }

  /** A duration in the unit that suits it, with three digits. */
  static String nanos(long nanos) {
    if (nanos < 1_000) {
      return nanos + " ns";
    }
    if (nanos < 1_000_000) {
      return digits(nanos / 1e3) + " us";
    }
    return nanos < 1_000_000_000 ? digits(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
  }

  static String millis(long millis) {
    return count(millis) + " ms";
  }

  static String percent(@Nullable Double value) {
    return value == null ? UNKNOWN : String.format(Locale.ROOT, "%.1f %%", value);
  }

  /** As {@link #percent}, for what has become fewer: with a minus, or a plus if it is more. */
  static String change(@Nullable Double fewer) {
    return fewer == null ? UNKNOWN : String.format(Locale.ROOT, "%+.1f %%", -fewer);
  }

  /** How many percent {@code part} is of {@code whole}; null if there is no saying. */
  static @Nullable Double share(@Nullable Long part, @Nullable Long whole) {
    return part == null || whole == null || whole == 0
        ? null
        : Double.valueOf(100.0 * part / whole);
  }

  /** How many percent fewer {@code after} is than {@code before}; null if there is no saying. */
  static @Nullable Double fewer(long before, long after) {
    return before == 0 ? null : Double.valueOf(100.0 * (before - after) / before);
  }

  private static String digits(double value) {
    int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
