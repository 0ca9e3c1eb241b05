package io.tickcache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoursTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

  private static Hours hours(Set<DayOfWeek> days, String... ranges) {
    return Hours.of(MarketDays.of(days, NEW_YORK), ranges(ranges));
  }

  private static List<Hours.Range> ranges(String... ranges) {
    return List.of(ranges).stream()
        .map(
            range ->
                new Hours.Range(
                    LocalTime.parse(range.substring(0, 5)), LocalTime.parse(range.substring(6))))
        .toList();
  }

  private static Instant at(String time) {
    return ZonedDateTime.parse(time + "[America/New_York]").toInstant();
  }

  @Test
  void aBeginningIsWithinThemAndAnEndIsNot() {
    Hours hours = hours(WEEK, "09:30-16:00");

    assertThat(hours.include(at("2026-11-27T09:29:59-05:00"))).isFalse();
    assertThat(hours.include(at("2026-11-27T09:30:00-05:00"))).isTrue();
    assertThat(hours.include(at("2026-11-27T15:59:59-05:00"))).isTrue();
    assertThat(hours.include(at("2026-11-27T16:00:00-05:00"))).isFalse();
    assertThat(hours.include(at("2026-11-28T10:00:00-05:00"))).as("a Saturday").isFalse();
  }

  @Test
  void theNextChangeIsTheNextBeginningOrEnd() {
    Hours hours = hours(WEEK, "09:30-11:30", "13:00-16:00");

    assertThat(hours.changeAfter(at("2026-11-27T09:30:00-05:00")))
        .isEqualTo(at("2026-11-27T11:30:00-05:00"));
    assertThat(hours.changeAfter(at("2026-11-27T12:00:00-05:00")))
        .isEqualTo(at("2026-11-27T13:00:00-05:00"));
    assertThat(hours.changeAfter(at("2026-11-27T16:00:00-05:00")))
        .as("over the weekend")
        .isEqualTo(at("2026-11-30T09:30:00-05:00"));
  }

  @Test
  void aRangeOverMidnightBelongsToTheDayOnWhichItBegins() {
    Hours hours = hours(EnumSet.of(DayOfWeek.FRIDAY), "22:00-02:00");

    assertThat(hours.include(at("2026-11-28T01:59:00-05:00"))).as("Saturday, early").isTrue();
    assertThat(hours.include(at("2026-11-27T01:00:00-05:00"))).as("Friday, early").isFalse();
    assertThat(hours.changeAfter(at("2026-11-28T00:30:00-05:00")))
        .isEqualTo(at("2026-11-28T02:00:00-05:00"));
  }

  @Test
  void aRangeThatEndsAtMidnightLastsTillTheDayIsOver() {
    Hours hours = hours(EnumSet.of(DayOfWeek.FRIDAY), "00:00-00:00");

    assertThat(hours.include(at("2026-11-27T00:00:00-05:00"))).isTrue();
    assertThat(hours.include(at("2026-11-27T23:59:59-05:00"))).isTrue();
    assertThat(hours.include(at("2026-11-28T00:00:00-05:00"))).isFalse();
  }

  @Test
  void aMarketKeepsItsHoursWhenItsClocksAreSet() {
    Hours hours = hours(ALL, "09:30-16:00");

    assertThat(hours.changeAfter(at("2026-03-07T16:00:00-05:00")))
        .as("summer time begins")
        .isEqualTo(at("2026-03-08T09:30:00-04:00"));
    assertThat(hours.changeAfter(at("2026-10-31T16:00:00-04:00")))
        .as("summer time ends")
        .isEqualTo(at("2026-11-01T09:30:00-05:00"));
  }

  @Test
  void aTimeThatTheClocksSkipIsTheMomentOfTheSkip() {
    Hours hours = hours(ALL, "02:15-03:15");

    assertThat(hours.include(at("2026-03-08T01:59:59-05:00"))).isFalse();
    assertThat(hours.include(at("2026-03-08T03:00:00-04:00"))).isTrue();
    assertThat(hours.include(at("2026-03-08T03:15:00-04:00"))).isFalse();
    assertThat(hours(ALL, "02:15-02:45").include(at("2026-03-08T03:20:00-04:00"))).isFalse();
  }

  @Test
  void aTimeThatTheClocksShowTwiceIsTheFirst() {
    Hours hours = hours(ALL, "01:30-02:30");

    assertThat(hours.include(at("2026-11-01T01:29:59-04:00"))).isFalse();
    assertThat(hours.include(at("2026-11-01T01:30:00-04:00"))).isTrue();
    assertThat(hours.include(at("2026-11-01T01:10:00-05:00"))).as("shown again").isTrue();
    assertThat(hours.include(at("2026-11-01T02:30:00-05:00"))).isFalse();
  }

  @Test
  void aMarketIsClosedOnItsHolidays() {
    MarketDays days = MarketDays.of(WEEK, NEW_YORK, Set.of(LocalDate.of(2026, 12, 25)));
    Hours hours = Hours.of(days, ranges("09:30-16:00"));
    DailyMoment opening = DailyMoment.of(days, LocalTime.of(9, 30));

    assertThat(hours.include(at("2026-12-25T10:00:00-05:00"))).isFalse();
    assertThat(hours.changeAfter(at("2026-12-24T16:00:00-05:00")))
        .isEqualTo(at("2026-12-28T09:30:00-05:00"));
    assertThat(opening.after(at("2026-12-24T09:30:00-05:00")))
        .isEqualTo(at("2026-12-28T09:30:00-05:00"));
    assertThat(opening.after(at("2026-12-24T09:29:59-05:00")))
        .isEqualTo(at("2026-12-24T09:30:00-05:00"));
  }

  @Test
  void nothingChangesBeforeTheNextChange() {
    Random random = new Random(7);
    List<Hours> all =
        List.of(
            hours(WEEK, "09:30-16:00"),
            hours(EnumSet.of(DayOfWeek.SUNDAY), "18:00-17:00", "02:30-03:30"),
            hours(ALL, "22:00-02:30", "01:15-01:45"));
    for (int i = 0; i < 2000; i++) {
      Hours hours = all.get(i % all.size());
      Instant moment = Instant.ofEpochSecond(1_772_000_000L + random.nextInt(365 * 24 * 3600));
      Instant change = hours.changeAfter(moment);
      long span = change.getEpochSecond() - moment.getEpochSecond();

      assertThat(change).isAfter(moment);
      for (int j = 0; j < 20; j++) {
        Instant between = moment.plusSeconds((long) (random.nextDouble() * span));
        assertThat(hours.include(between))
            .as("%s %s", hours, between)
            .isEqualTo(hours.include(moment));
      }
    }
  }
}
