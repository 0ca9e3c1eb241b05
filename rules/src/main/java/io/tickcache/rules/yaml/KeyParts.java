package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.SourcePlace;
import io.tickcache.rules.ValuePath;
import java.util.HashMap;
import java.util.Map;

/** The paths that a rule's {@code symbol}, {@code key} and {@code ignore} name; each only once. */
final class KeyParts {
  private final Section section;
  private final Map<ValuePath, Part> parts = new HashMap<>();

  KeyParts(Section section) {
    this.section = section;
  }

  void add(String setting, ValuePath path, SourcePlace place) {
    Part first = parts.get(path);
    if (first == null) {
      parts.put(path, new Part(setting, place));
    } else if (first.setting.equals(setting)) {
      section.report(
          Diagnostic.error(DiagnosticCode.R007, "`" + path + "` is said twice in `" + setting + "`")
              .at(place)
              .also(first.place, "first said here"));
    } else {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R015,
                  "`" + path + "` is said in `" + first.setting + "` and in `" + setting + "`")
              .at(place)
              .also(first.place, "first said here"));
    }
  }

  private static final class Part {
    private final String setting;
    private final SourcePlace place;

    Part(String setting, SourcePlace place) {
      this.setting = setting;
      this.place = place;
    }
  }
}
