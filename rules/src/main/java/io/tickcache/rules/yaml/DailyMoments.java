package io.tickcache.rules.yaml;

import io.tickcache.rules.DailyMoment;

/** A moment that comes again, such as {@code 09:30 Mon-Fri America/New_York}. */
final class DailyMoments extends Kind<DailyMoment> {
  private static final String HELP =
      "write a time, days and a zone, `09:30 Mon-Fri America/New_York`, or a time and a calendar,"
          + " `09:30 nyse`";

  private final Calendars calendars;

  DailyMoments(Calendars calendars) {
    this.calendars = calendars;
  }

  @Override
  DailyMoment read(Scalar scalar) throws Unfit {
    MarketText text = MarketText.split(scalar, true, "a moment of a day", HELP);
    return DailyMoment.of(text.days(calendars), TimesOfDay.time(scalar, text.times));
  }
}
