package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A number and a unit, such as {@code 250ms}. Zero is {@code 0}, where it is allowed. */
final class Durations extends Kind<Duration> {
  private static final String HELP = "write a number and a unit: `250ms`, `5s`, `2m` or `1h`";
  private static final int MOST_DIGITS = 12;

  /** How people say no time at all. */
  private static final List<String> NONE =
      Arrays.asList("none", "never", "off", "no", "false", "zero", "disabled");

  /**
   * Nothing that is cached for a year is market data; the limit also keeps nanoseconds in a long.
   */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final boolean zeroAllowed;

  private Durations(boolean zeroAllowed) {
    this.zeroAllowed = zeroAllowed;
  }

  static Durations aboveZero() {
    return new Durations(false);
  }

  static Durations orZero() {
    return new Durations(true);
  }

  @Override
  Duration read(Scalar scalar) throws Unfit {
    Duration duration = duration(scalar);
    if (duration.isZero() && !zeroAllowed) {
      throw unfit(scalar.shown() + " is no time at all", "give it at least `1ms`");
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw unfit(scalar.shown() + " is more than a year", null);
    }
    return duration;
  }

  private Duration duration(Scalar scalar) throws Unfit {
    String text = scalar.text();
    int digits = Decimals.length(text);
    if (digits == 0 || digits > MOST_DIGITS) {
      boolean none = zeroAllowed && NONE.contains(text);
      throw unfit(scalar.shown() + " is not a duration", none ? "write `0`" : HELP);
    }
    BigDecimal number = new BigDecimal(text.substring(0, digits));
    if (digits == text.length()) {
      if (number.signum() == 0) {
        return Duration.ZERO;
      }
      String mended = "write `" + text + "ms` or `" + text + "s`";
      throw unfit(scalar.shown() + " has no unit", scalar.isAsWritten() ? mended : HELP);
    }
    long unit = nanos(text.substring(digits));
    if (unit == 0) {
      throw unfit(scalar.shown() + " is not a duration", HELP);
    }
    BigDecimal nanos = number.multiply(BigDecimal.valueOf(unit));
    boolean fits = nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
    return Duration.ofNanos(fits ? nanos.longValue() : Long.MAX_VALUE);
  }

  private static long nanos(String unit) {
    switch (unit) {
      case "ms":
        return 1_000_000L;
      case "s":
        return 1_000_000_000L;
      case "m":
        return 60_000_000_000L;
      case "h":
        return 3_600_000_000_000L;
      default:
        return 0;
    }
  }

  private static Unfit unfit(String message, @Nullable String help) {
    return new Unfit(DiagnosticCode.R008, message, help);
  }
}
