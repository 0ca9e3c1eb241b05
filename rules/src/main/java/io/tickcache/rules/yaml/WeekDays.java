package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Spelling;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Days of the week: {@code Mon-Fri}, {@code Sat,Sun} or both forms with commas. */
final class WeekDays extends Kind<Set<DayOfWeek>> {
  private static final List<String> NAMES =
      Arrays.asList("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  /** Whether a text that stands for days can be no calendar: their names have no capitals. */
  static boolean isMeant(String text) {
    return !NamePattern.fits(text);
  }

  @Override
  Set<DayOfWeek> read(Scalar scalar) throws Unfit {
    return days(scalar, scalar.text());
  }

  /** The days that a part of a text says. */
  static Set<DayOfWeek> days(Scalar scalar, String part) throws Unfit {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String run : part.split(",", -1)) {
      int dash = run.indexOf('-');
      DayOfWeek from = day(scalar, dash < 0 ? run : run.substring(0, dash));
      DayOfWeek to = dash < 0 ? from : day(scalar, run.substring(dash + 1));
      for (DayOfWeek day = from; day != to; day = day.plus(1)) {
        days.add(day);
      }
      days.add(to);
    }
    return days;
  }

  private static DayOfWeek day(Scalar scalar, String name) throws Unfit {
    int index = NAMES.indexOf(name);
    if (index < 0) {
      String meant = Spelling.didYouMean(name, NAMES);
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown(name) + " is not a day of the week",
          meant == null || !scalar.isAsWritten() ? "the days are " + Words.list(NAMES) : meant,
          name);
    }
    return DayOfWeek.of(index + 1);
  }
}
