package io.tickcache.rules.yaml;

import io.tickcache.rules.Hours;

/** Hours, such as {@code Mon-Fri 09:30-16:00 America/New_York} or {@code nyse 09:30-16:00}. */
final class HoursText extends Kind<Hours> {
  private static final String HELP =
      "write days, times and a zone, `Mon-Fri 09:30-16:00 America/New_York`, or a calendar and"
          + " times, `nyse 09:30-16:00`";

  private final Calendars calendars;

  HoursText(Calendars calendars) {
    this.calendars = calendars;
  }

  @Override
  Hours read(Scalar scalar) throws Unfit {
    MarketText text = MarketText.split(scalar, false, "hours of a market", HELP);
    return Hours.of(text.days(calendars), TimesOfDay.ranges(scalar, text.times));
  }
}
