package io.tickcache.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time of day on the days of a market, after which what was loaded before is wrong. Immutable.
 */
public final class DailyMoment extends Value {
  private final MarketDays days;
  private final LocalTime time;

  private DailyMoment(MarketDays days, LocalTime time) {
    this.days = days;
    this.time = time;
  }

  public static DailyMoment of(MarketDays days, LocalTime time) {
    return new DailyMoment(days, time);
  }

  /** The next one after a moment. */
  public Instant after(Instant moment) {
    LocalDate date = days.dateAt(moment);
    while (!days.isOpen(date) || !days.momentOf(date, time).isAfter(moment)) {
      date = date.plusDays(1);
    }
    return days.momentOf(date, time);
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(days, time);
  }

  @Override
  public String toString() {
    return time + " " + days;
  }
}
