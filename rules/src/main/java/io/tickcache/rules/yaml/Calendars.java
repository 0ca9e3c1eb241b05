package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.MarketDays;
import io.tickcache.rules.Spelling;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The market calendars that the file names. */
final class Calendars {
  static final Vocabulary SETTINGS = Vocabulary.of("days", "zone", "closed");

  /** Stands for a calendar that could not be read, so that the hours in it can. */
  private static final MarketDays SOME =
      MarketDays.of(EnumSet.allOf(DayOfWeek.class), ZoneOffset.UTC);

  private final Map<String, MarketDays> calendars = new HashMap<>();

  private Calendars() {}

  /** Reads the section; null means that the file has none. */
  static Calendars read(@Nullable YamlValue value) {
    Calendars calendars = new Calendars();
    Map<String, YamlValue> said = value == null ? null : value.settings();
    if (said != null) {
      for (YamlValue calendar : said.values()) {
        NamePattern.require(calendar, "a calendar");
        calendars.calendars.put(calendar.name(), calendar(calendar));
      }
    }
    return calendars;
  }

  /** The calendar of a name, or null. */
  @Nullable MarketDays named(String name) {
    return calendars.get(name);
  }

  /** What to do about a name that there is no calendar of. */
  String help(String name) {
    String meant = Spelling.didYouMean(name, calendars.keySet());
    return meant == null ? "say it under `calendars`, with its `days` and `zone`" : meant;
  }

  private static MarketDays calendar(YamlValue value) {
    Section section = Section.open(value, " in calendar `" + value.name() + "`", SETTINGS);
    if (section == null) {
      return SOME;
    }
    require(section, "days", "`days: Mon-Fri`", value);
    require(section, "zone", "`zone: America/New_York`", value);
    Set<DayOfWeek> days = section.read("days", new WeekDays());
    ZoneId zone = section.read("zone", new Zones());
    Set<LocalDate> closed = new HashSet<>();
    List<Placed<LocalDate>> dates = section.readList("closed", new Dates());
    if (dates != null) {
      for (Placed<LocalDate> date : dates) {
        closed.add(date.value());
      }
    }
    return days == null || zone == null ? SOME : MarketDays.of(days, zone, closed);
  }

  private static void require(Section section, String name, String example, YamlValue value) {
    if (!section.has(name)) {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R005, "calendar `" + value.name() + "` has no `" + name + "`")
              .at(value.namePlace())
              .help("say it: " + example));
    }
  }
}
