package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Spelling;
import java.time.DateTimeException;
import java.time.ZoneId;

/** A time zone by its name in the IANA database, such as {@code Europe/London}, or {@code UTC}. */
final class Zones extends Kind<ZoneId> {
  @Override
  ZoneId read(Scalar scalar) throws Unfit {
    return zone(scalar, scalar.text());
  }

  /** The zone that a part of a text says. */
  static ZoneId zone(Scalar scalar, String part) throws Unfit {
    try {
      return ZoneId.of(part);
    } catch (DateTimeException unknown) {
      String meant = Spelling.didYouMean(part, ZoneId.getAvailableZoneIds());
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown(part) + " is not a time zone",
          meant == null || !scalar.isAsWritten()
              ? "write a name such as `America/New_York` or `UTC`"
              : meant,
          part);
    }
  }
}
