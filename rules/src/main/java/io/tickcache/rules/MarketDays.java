package io.tickcache.rules;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The days on which a market is open, by the clocks of its place: some days of each week, without
 * those on which it is closed. Immutable.
 */
public final class MarketDays extends Value {
  private final Set<DayOfWeek> days;
  private final ZoneId zone;
  private final Set<LocalDate> closed;

  private MarketDays(Set<DayOfWeek> days, ZoneId zone, Set<LocalDate> closed) {
    this.days = days;
    this.zone = zone;
    this.closed = closed;
  }

  public static MarketDays of(Set<DayOfWeek> days, ZoneId zone) {
    return of(days, zone, Collections.<LocalDate>emptySet());
  }

  /** Throws {@link IllegalArgumentException} if there is no day of the week. */
  public static MarketDays of(Set<DayOfWeek> days, ZoneId zone, Set<LocalDate> closed) {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a market is open on one day of the week at least");
    }
    return new MarketDays(EnumSet.copyOf(days), zone, new HashSet<>(closed));
  }

  public boolean isOpen(LocalDate date) {
    return days.contains(date.getDayOfWeek()) && !closed.contains(date);
  }

  /** The date there at this moment. */
  LocalDate dateAt(Instant moment) {
    return moment.atZone(zone).toLocalDate();
  }

  /**
   * The first moment of a date at which the clocks show this time or a later one: of a time that
   * they skip, the moment of the skip; of one that they show twice, the first.
   */
  Instant momentOf(LocalDate date, LocalTime time) {
    LocalDateTime local = date.atTime(time);
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap() ? change.getInstant() : local.atZone(zone).toInstant();
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(days, zone, closed);
  }

  @Override
  public String toString() {
    return days + " " + zone + (closed.isEmpty() ? "" : " without " + new TreeSet<>(closed));
  }
}
