package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import java.time.DateTimeException;
import java.time.LocalDate;

/** A date, such as {@code 2026-12-25}. */
final class Dates extends Kind<LocalDate> {
  @Override
  LocalDate read(Scalar scalar) throws Unfit {
    try {
      return LocalDate.parse(scalar.text());
    } catch (DateTimeException none) {
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown() + " is not a date",
          "write year, month and day, such as `2026-12-25`");
    }
  }
}
