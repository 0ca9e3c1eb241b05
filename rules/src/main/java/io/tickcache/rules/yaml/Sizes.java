package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A number and a unit, such as {@code 64MB}, as bytes; each unit is 1024 of the one before. */
final class Sizes extends Kind<Long> {
  private static final String HELP = "write a number and a unit: `512KB`, `64MB` or `1GB`";
  private static final int MOST_DIGITS = 12;
  private static final long KILOBYTE = 1024;

  /** More than any heap. */
  private static final long MOST = 1024 * KILOBYTE * KILOBYTE * KILOBYTE;

  @Override
  Long read(Scalar scalar) throws Unfit {
    String text = scalar.text();
    int digits = Decimals.length(text);
    if (digits == 0 || digits > MOST_DIGITS) {
      throw unfit(scalar.shown() + " is not a size", HELP);
    }
    if (digits == text.length()) {
      String mended = "write `" + text + "KB` or `" + text + "MB`";
      throw unfit(scalar.shown() + " has no unit", scalar.isAsWritten() ? mended : HELP);
    }
    long unit = bytes(text.substring(digits));
    if (unit == 0) {
      throw unfit(scalar.shown() + " is not a size", HELP);
    }
    BigDecimal bytes = new BigDecimal(text.substring(0, digits)).multiply(BigDecimal.valueOf(unit));
    if (bytes.compareTo(BigDecimal.valueOf(KILOBYTE)) < 0
        || bytes.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw unfit(scalar.shown() + " is not between `1KB` and `1024GB`", null);
    }
    return bytes.longValue();
  }

  private static long bytes(String unit) {
    switch (unit) {
      case "KB":
        return KILOBYTE;
      case "MB":
        return KILOBYTE * KILOBYTE;
      case "GB":
        return KILOBYTE * KILOBYTE * KILOBYTE;
      default:
        return 0;
    }
  }

  private static Unfit unfit(String message, @Nullable String help) {
    return new Unfit(DiagnosticCode.R008, message, help);
  }
}
