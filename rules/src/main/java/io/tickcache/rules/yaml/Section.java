package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.SourcePlace;
import io.tickcache.rules.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group of settings with known names. Whatever else stands in it is reported. */
final class Section {
  private static final String MERGE_KEY = "<<";

  private final Map<String, YamlValue> settings;
  private final Reading reading;

  private Section(Map<String, YamlValue> settings, Reading reading) {
    this.settings = settings;
    this.reading = reading;
  }

  /**
   * Opens a value as a section; null after a report if it is none.
   *
   * @param where the end of a message, such as " in rule `quotes`"
   */
  static @Nullable Section open(YamlValue value, String where, Vocabulary vocabulary) {
    return open(value, where, vocabulary, null);
  }

  /** The same, with the way to write it for those who have written something else. */
  static @Nullable Section open(
      YamlValue value, String where, Vocabulary vocabulary, @Nullable String help) {
    Map<String, YamlValue> settings = value.settings(help);
    if (settings == null) {
      return null;
    }
    for (YamlValue setting : settings.values()) {
      if (!vocabulary.takes(setting.name()) && !value.reading().problems().tooMany()) {
        reportStranger(setting, where, vocabulary);
      }
    }
    return new Section(settings, value.reading());
  }

  boolean has(String name) {
    return settings.containsKey(name);
  }

  @Nullable YamlValue value(String name) {
    return settings.get(name);
  }

  /** Where the value of a setting stands, or null if it is not said. */
  @Nullable SourcePlace place(String name) {
    YamlValue value = settings.get(name);
    return value == null ? null : value.place();
  }

  /** Where the name of a setting stands, or null if it is not said. */
  @Nullable SourcePlace namePlace(String name) {
    YamlValue value = settings.get(name);
    return value == null ? null : value.namePlace();
  }

  /** The setting's value; null if it is not said or, after a report, wrong. */
  <T> @Nullable T read(String name, Kind<T> kind) {
    YamlValue value = settings.get(name);
    return value == null ? null : value.as(kind);
  }

  /** The setting's value, or the other one if it is not said or, after a report, wrong. */
  <T> T read(String name, Kind<T> kind, T otherwise) {
    T value = read(name, kind);
    return value == null ? otherwise : value;
  }

  /** The values of a list; null if it is not said or no list. Wrong entries are left out. */
  <T> @Nullable List<Placed<T>> readList(String name, Kind<T> kind) {
    YamlValue value = settings.get(name);
    List<YamlValue> items = value == null ? null : value.items();
    if (items == null) {
      return null;
    }
    List<Placed<T>> list = new ArrayList<>();
    for (YamlValue item : items) {
      T read = item.as(kind);
      if (read != null) {
        list.add(new Placed<>(read, item.place()));
      }
    }
    return list;
  }

  void report(Diagnostic.Builder diagnostic) {
    reading.report(diagnostic);
  }

  /** Reports a setting that has no place here. */
  static void reportStranger(YamlValue setting, String where, Vocabulary vocabulary) {
    setting.reading().report(stranger(setting.name(), where, vocabulary).at(setting.namePlace()));
  }

  private static Diagnostic.Builder stranger(String name, String where, Vocabulary vocabulary) {
    if (name.equals(MERGE_KEY)) {
      return notYet("the merge key `<<`").help("say shared settings once, under `defaults`");
    }
    Vocabulary.Elsewhere elsewhere = vocabulary.elsewhere(name);
    if (elsewhere != null) {
      return Diagnostic.error(DiagnosticCode.R004, "`" + name + "` " + elsewhere.why)
          .help(elsewhere.instead);
    }
    String meant = Spelling.didYouMean(name, vocabulary.taken());
    Diagnostic.Builder unknown =
        Diagnostic.error(DiagnosticCode.R004, "unknown setting `" + name + "`" + where).help(meant);
    return meant == null ? unknown.note("known here: " + Words.list(vocabulary.taken())) : unknown;
  }

  private static Diagnostic.Builder notYet(String what) {
    return Diagnostic.error(DiagnosticCode.R009, what + " is not supported yet");
  }
}
