package io.tickcache.agent.codec;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The values of {@code java.time}, codes 22 to 36. By number, since text forms lose the offset in
 * an overlap on 8.
 */
final class JdkTimes {
  static final int LAST_CODE = 36;

  private JdkTimes() {}

  static void addTo(JdkShapes shapes) {
    addMoments(shapes);
    addLocals(shapes);
    addZones(shapes);
    addParts(shapes);
  }

  private static void addMoments(JdkShapes shapes) {
    shapes.add(
        LeafShape.value(
            22,
            Instant.class,
            (v, out) -> writeSeconds(v.getEpochSecond(), v.getNano(), out),
            in -> Instant.ofEpochSecond(in.in().readVarLong(false), in.in().readVarInt(true))));
    shapes.add(
        LeafShape.value(
            23,
            Duration.class,
            (v, out) -> writeSeconds(v.getSeconds(), v.getNano(), out),
            in -> Duration.ofSeconds(in.in().readVarLong(false), in.in().readVarInt(true))));
  }

  private static void writeSeconds(long seconds, int nanos, GraphWriter out) {
    out.out().writeVarLong(seconds, false);
    out.out().writeVarInt(nanos, true);
  }

  private static void addLocals(JdkShapes shapes) {
    shapes.add(LeafShape.value(24, LocalDate.class, JdkTimes::write, JdkTimes::readDate));
    shapes.add(LeafShape.value(25, LocalTime.class, JdkTimes::write, JdkTimes::readTime));
    shapes.add(LeafShape.value(26, LocalDateTime.class, JdkTimes::write, JdkTimes::readDateTime));
  }

  private static void addZones(JdkShapes shapes) {
    shapes.add(LeafShape.value(27, ZoneOffset.class, JdkTimes::write, JdkTimes::readOffset));
    // Every other zone is of one class that the JDK doesn't publish.
    shapes.addHidden(
        LeafShape.value(
            28, ZoneId.class, (v, out) -> out.writeText(v.getId()), in -> ZoneId.of(in.text())),
        "java.time.ZoneRegion");
    shapes.add(
        LeafShape.value(
            29,
            OffsetTime.class,
            (v, out) -> {
              write(v.toLocalTime(), out);
              write(v.getOffset(), out);
            },
            in -> OffsetTime.of(readTime(in), readOffset(in))));
    shapes.add(
        LeafShape.value(
            30,
            OffsetDateTime.class,
            (v, out) -> {
              write(v.toLocalDateTime(), out);
              write(v.getOffset(), out);
            },
            in -> OffsetDateTime.of(readDateTime(in), readOffset(in))));
    shapes.add(
        LeafShape.value(
            31,
            ZonedDateTime.class,
            (v, out) -> {
              write(v.toLocalDateTime(), out);
              write(v.getOffset(), out);
              out.writeText(v.getZone().getId());
            },
            in -> ZonedDateTime.ofInstant(readDateTime(in), readOffset(in), ZoneId.of(in.text()))));
  }

  private static void addParts(JdkShapes shapes) {
    shapes.add(
        LeafShape.value(
            32,
            Year.class,
            (v, out) -> out.out().writeVarInt(v.getValue(), false),
            in -> Year.of(in.in().readVarInt(false))));
    shapes.add(
        LeafShape.value(
            33,
            YearMonth.class,
            (v, out) -> {
              out.out().writeVarInt(v.getYear(), false);
              out.out().writeByte(v.getMonthValue());
            },
            in -> YearMonth.of(in.in().readVarInt(false), in.in().readByte())));
    shapes.add(
        LeafShape.value(
            34,
            MonthDay.class,
            (v, out) -> {
              out.out().writeByte(v.getMonthValue());
              out.out().writeByte(v.getDayOfMonth());
            },
            in -> MonthDay.of(in.in().readByte(), in.in().readByte())));
    shapes.add(
        LeafShape.value(
            35,
            Period.class,
            (v, out) -> {
              out.out().writeVarInt(v.getYears(), false);
              out.out().writeVarInt(v.getMonths(), false);
              out.out().writeVarInt(v.getDays(), false);
            },
            in ->
                Period.of(
                    in.in().readVarInt(false),
                    in.in().readVarInt(false),
                    in.in().readVarInt(false))));
  }

  private static void write(LocalDate date, GraphWriter out) {
    out.out().writeVarLong(date.toEpochDay(), false);
  }

  private static void write(LocalTime time, GraphWriter out) {
    out.out().writeVarLong(time.toNanoOfDay(), true);
  }

  private static void write(LocalDateTime dateTime, GraphWriter out) {
    write(dateTime.toLocalDate(), out);
    write(dateTime.toLocalTime(), out);
  }

  private static void write(ZoneOffset offset, GraphWriter out) {
    out.out().writeVarInt(offset.getTotalSeconds(), false);
  }

  private static LocalDate readDate(GraphReader in) {
    return LocalDate.ofEpochDay(in.in().readVarLong(false));
  }

  private static LocalTime readTime(GraphReader in) {
    return LocalTime.ofNanoOfDay(in.in().readVarLong(true));
  }

  private static LocalDateTime readDateTime(GraphReader in) {
    return LocalDateTime.of(readDate(in), readTime(in));
  }

  private static ZoneOffset readOffset(GraphReader in) {
    return ZoneOffset.ofTotalSeconds(in.in().readVarInt(false));
  }
}
