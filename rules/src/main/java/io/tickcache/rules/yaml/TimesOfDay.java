package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Hours;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Times of day, such as {@code 09:30} or {@code 15:59:30}, and ranges of them. */
final class TimesOfDay {
  private static final String END_OF_DAY = "24:00";
  private static final String TIME_HELP = "write it with two digits each, such as `09:30`";

  private TimesOfDay() {}

  /** Ranges with commas between them. */
  static List<Hours.Range> ranges(Scalar scalar, String part) throws Unfit {
    List<Hours.Range> ranges = new ArrayList<>();
    for (String range : part.split(",", -1)) {
      ranges.add(range(scalar, range));
    }
    return ranges;
  }

  private static Hours.Range range(Scalar scalar, String range) throws Unfit {
    int dash = range.indexOf('-');
    if (dash < 0) {
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown(range) + " is not a range of times",
          "write two times, such as `09:30-16:00`",
          range);
    }
    String end = range.substring(dash + 1);
    LocalTime from = time(scalar, range.substring(0, dash));
    LocalTime to = end.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : time(scalar, end);
    if (from.equals(to) && !end.equals(END_OF_DAY)) {
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown(range) + " is no time at all",
          "a whole day is `00:00-24:00`",
          range);
    }
    return new Hours.Range(from, to);
  }

  /** One time of day. */
  static LocalTime time(Scalar scalar, String part) throws Unfit {
    try {
      return LocalTime.parse(part);
    } catch (DateTimeException none) {
      throw new Unfit(
          DiagnosticCode.R008, scalar.shown(part) + " is not a time of day", TIME_HELP, part);
    }
  }
}
