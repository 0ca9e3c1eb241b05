package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.FreshnessOverride;
import io.tickcache.rules.Hours;
import io.tickcache.rules.SymbolPattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an entry of {@code overrides}. What it doesn't say is the rule's own, so one that stands in
 * {@code defaults} becomes another in each rule.
 */
final class OverrideReader {
  static final Vocabulary SETTINGS =
      Vocabulary.of("symbols", "hours")
          .and(Vocabulary.of(FreshnessSettings.NAMES))
          .elsewhere(
              "belongs to the whole cache, so it can't stand in `overrides`",
              "say it in the rule itself, for all symbols and hours",
              "max-entries",
              "max-bytes",
              "values",
              "wait",
              "mode",
              "l2",
              "across-processes",
              "refresh-ahead",
              "warm",
              "on-error");

  private final @Nullable List<SymbolPattern> symbols;
  private final @Nullable Hours hours;
  private final FreshnessSettings settings;

  private OverrideReader(
      @Nullable List<SymbolPattern> symbols, @Nullable Hours hours, FreshnessSettings settings) {
    this.symbols = symbols;
    this.hours = hours;
    this.settings = settings;
  }

  /**
   * The entries of a list; wrong ones are left out, after a report.
   *
   * @param outer what the section around them says
   */
  static List<OverrideReader> readAll(YamlValue list, FreshnessSettings outer, FileContext file) {
    List<OverrideReader> overrides = new ArrayList<>();
    List<YamlValue> items = list.items();
    if (items == null) {
      return overrides;
    }
    for (YamlValue item : items) {
      Section section = Section.open(item, " in an entry of `overrides`", SETTINGS);
      if (section != null) {
        overrides.add(read(section, item, outer, file));
      }
    }
    return overrides;
  }

  private static OverrideReader read(
      Section section, YamlValue item, FreshnessSettings outer, FileContext file) {
    if (!section.has("symbols") && !section.has("hours")) {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R005, "an entry of `overrides` has neither `symbols` nor `hours`")
              .at(item.place())
              .help("say what always holds in the rule itself"));
    }
    file.warnWithoutRedis(section);
    return new OverrideReader(
        symbols(section),
        section.read("hours", new HoursText(file.calendars())),
        FreshnessSettings.read(section, outer));
  }

  private static @Nullable List<SymbolPattern> symbols(Section section) {
    List<Placed<SymbolPattern>> placed = section.readList("symbols", new SymbolPatterns());
    YamlValue value = section.value("symbols");
    if (value == null || placed == null) {
      return null;
    }
    if (value.isEmptyList()) {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R008, "`symbols` is empty, so the override is for no symbol")
              .at(value.place())
              .help("name the symbols, or leave out the override"));
    }
    List<SymbolPattern> patterns = new ArrayList<>();
    for (Placed<SymbolPattern> pattern : placed) {
      patterns.add(pattern.value());
    }
    return patterns;
  }

  /** The override that this is in a rule of these settings. */
  FreshnessOverride in(FreshnessSettings rule, boolean redis) {
    return FreshnessOverride.of(symbols, hours, settings.over(rule).freshness(redis));
  }
}
