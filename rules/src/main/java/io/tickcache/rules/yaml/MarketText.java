package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.MarketDays;
import java.util.ArrayList;
import java.util.List;

/** A text of times and the days they are for: a market calendar by its name, or days and a zone. */
final class MarketText {
  final Scalar scalar;
  final String times;
  private final String days;
  private final String zone;

  private MarketText(Scalar scalar, String times, String days, String zone) {
    this.scalar = scalar;
    this.times = times;
    this.days = days;
    this.zone = zone;
  }

  /**
   * @param timesFirst whether the times stand before the days
   * @param what names the form in messages
   */
  static MarketText split(Scalar scalar, boolean timesFirst, String what, String help)
      throws Unfit {
    List<String> words = words(scalar.text());
    if (words.size() != 2 && words.size() != 3) {
      throw new Unfit(DiagnosticCode.R008, scalar.shown() + " is not " + what, help);
    }
    String zone = words.size() == 3 ? words.get(2) : "";
    return timesFirst
        ? new MarketText(scalar, words.get(0), words.get(1), zone)
        : new MarketText(scalar, words.get(1), words.get(0), zone);
  }

  /** Commas hold together what stands around them. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    boolean goesOn = false;
    for (String word : text.trim().split("\\s+", -1)) {
      int last = words.size() - 1;
      if (last >= 0 && (goesOn || word.startsWith(","))) {
        words.set(last, words.get(last) + word);
      } else {
        words.add(word);
      }
      goesOn = word.endsWith(",");
    }
    return words;
  }

  MarketDays days(Calendars calendars) throws Unfit {
    if (!zone.isEmpty()) {
      return MarketDays.of(WeekDays.days(scalar, days), Zones.zone(scalar, zone));
    }
    MarketDays named = calendars.named(days);
    if (named != null) {
      return named;
    }
    if (WeekDays.isMeant(days)) {
      WeekDays.days(scalar, days);
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown() + " doesn't say whose clock it means",
          "end it with a time zone, such as `America/New_York`, or name a calendar instead");
    }
    throw new Unfit(
        DiagnosticCode.R008,
        "there is no calendar " + scalar.shown(days),
        scalar.isAsWritten() ? calendars.help(days) : calendars.help(""),
        days);
  }
}
