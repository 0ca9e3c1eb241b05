package io.tickcache.agent.codec;

import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/**
 * Time zones and calendars, codes 48, 49, 58 and 59. {@code Calendar.getInstance} gives another
 * class where people count their years otherwise: the Buddhist one in Thailand, and in Japan the
 * one of its emperors to those who ask for it.
 */
final class JdkCalendars {

  private JdkCalendars() {}

  static void addTo(JdkShapes shapes) {
    shapes.add(
        LeafShape.<GregorianCalendar>cell(
            48,
            GregorianCalendar.class,
            v -> (GregorianCalendar) v.clone(),
            JdkCalendars::writeGregorian,
            JdkCalendars::readGregorian));
    shapes.addHidden(
        LeafShape.<TimeZone>cell(
            49,
            TimeZone.class,
            v -> (TimeZone) v.clone(),
            JdkCalendars::writeZone,
            in -> TimeZone.getTimeZone(in.text())),
        "sun.util.calendar.ZoneInfo");
    shapes.addHidden(calendar(58, "buddhist"), "sun.util.BuddhistCalendar");
    shapes.addHidden(calendar(59, "japanese"), "java.util.JapaneseImperialCalendar");
  }

  private static LeafShape<Calendar> calendar(int code, String type) {
    return LeafShape.cell(
        code,
        Calendar.class,
        v -> (Calendar) v.clone(),
        JdkCalendars::writeCalendar,
        in -> readCalendar(type, in));
  }

  private static void writeCalendar(Calendar calendar, GraphWriter out) {
    writeZone(calendar.getTimeZone(), out);
    writeSettings(calendar, out);
  }

  private static Calendar readCalendar(String type, GraphReader in) {
    TimeZone zone = TimeZone.getTimeZone(in.text());
    Calendar calendar =
        new Calendar.Builder().setCalendarType(type).setTimeZone(zone).setInstant(0).build();
    readSettings(calendar, in);
    return calendar;
  }

  @SuppressWarnings("JavaUtilDate") // values of the application, not ours
  private static void writeGregorian(GregorianCalendar calendar, GraphWriter out) {
    writeZone(calendar.getTimeZone(), out);
    out.out().writeLong(calendar.getGregorianChange().getTime());
    writeSettings(calendar, out);
  }

  @SuppressWarnings("JavaUtilDate") // values of the application, not ours
  private static GregorianCalendar readGregorian(GraphReader in) {
    GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(in.text()));
    calendar.setGregorianChange(new Date(in.in().readLong()));
    readSettings(calendar, in);
    return calendar;
  }

  private static void writeSettings(Calendar calendar, GraphWriter out) {
    out.out().writeBoolean(calendar.isLenient());
    out.out().writeByte(calendar.getFirstDayOfWeek());
    out.out().writeByte(calendar.getMinimalDaysInFirstWeek());
    out.out().writeLong(calendar.getTimeInMillis());
  }

  private static void readSettings(Calendar calendar, GraphReader in) {
    calendar.setLenient(in.in().readBoolean());
    calendar.setFirstDayOfWeek(in.in().readByte());
    calendar.setMinimalDaysInFirstWeek(in.in().readByte());
    calendar.setTimeInMillis(in.in().readLong());
  }

  private static void writeZone(TimeZone zone, GraphWriter out) {
    if (!TimeZone.getTimeZone(zone.getID()).hasSameRules(zone)) {
      throw new Refusal("is a time zone with rules of its own: " + zone.getID());
    }
    out.writeText(zone.getID());
  }
}
