package io.tickcache.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hours that come again: ranges of the time of day, on the days of a market. A range that ends at
 * or before its beginning ends on the next day, and belongs to the day on which it begins.
 * Immutable.
 */
public final class Hours extends Value {
  private final MarketDays days;
  private final List<Range> ranges;

  private Hours(MarketDays days, List<Range> ranges) {
    this.days = days;
    this.ranges = ranges;
  }

  /** Throws {@link IllegalArgumentException} if there is no range. */
  public static Hours of(MarketDays days, List<Range> ranges) {
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("hours have one range at least");
    }
    return new Hours(days, new ArrayList<>(ranges));
  }

  /** Whether a moment is within them; beginnings are, ends are not. */
  public boolean include(Instant moment) {
    LocalDate today = days.dateAt(moment);
    return include(moment, today.minusDays(1)) || include(moment, today);
  }

  private boolean include(Instant moment, LocalDate date) {
    if (days.isOpen(date)) {
      for (Range range : ranges) {
        if (!range.beginning(days, date).isAfter(moment) && range.end(days, date).isAfter(moment)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The first beginning or end after a moment; until then {@link #include} says the same. */
  public Instant changeAfter(Instant moment) {
    LocalDate date = days.dateAt(moment).minusDays(1);
    Instant first = Instant.MAX;
    while (first.isAfter(days.momentOf(date, LocalTime.MIN))) {
      if (days.isOpen(date)) {
        for (Range range : ranges) {
          first = earlier(first, range.beginning(days, date), moment);
          first = earlier(first, range.end(days, date), moment);
        }
      }
      date = date.plusDays(1);
    }
    return first;
  }

  private static Instant earlier(Instant known, Instant other, Instant after) {
    return other.isAfter(after) && other.isBefore(known) ? other : known;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(days, ranges);
  }

  @Override
  public String toString() {
    return days + " " + ranges;
  }

  /** From one time of day to another. */
  public static final class Range extends Value {
    private final LocalTime beginning;
    private final LocalTime end;

    public Range(LocalTime beginning, LocalTime end) {
      this.beginning = beginning;
      this.end = end;
    }

    private Instant beginning(MarketDays days, LocalDate date) {
      return days.momentOf(date, beginning);
    }

    private Instant end(MarketDays days, LocalDate date) {
      return days.momentOf(end.isAfter(beginning) ? date : date.plusDays(1), end);
    }

    @Override
    List<? extends @Nullable Object> parts() {
      return Arrays.asList(beginning, end);
    }

    @Override
    public String toString() {
      return beginning + "-" + end;
    }
  }
}
