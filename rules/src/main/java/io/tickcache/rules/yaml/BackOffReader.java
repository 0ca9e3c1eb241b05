package io.tickcache.rules.yaml;

import io.tickcache.rules.BackOff;
import io.tickcache.rules.Condition;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.ErrorPattern;
import io.tickcache.rules.SymbolPattern;
import io.tickcache.rules.ValuePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which errors stop the calls of an upstream, and for how long. */
final class BackOffReader {
  static final Vocabulary SETTINGS = Vocabulary.of("on", "for", "at-most", "retry-after");

  /** Besides these there are paths. */
  static final Vocabulary ERROR_SETTINGS = Vocabulary.of("class", "message");

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final String HELP = "write `back-off: {on: [com.acme.TooManyRequests], for: 10s}`";
  private static final String ERROR_HELP =
      "write the name of a class, or `{class: com.acme.ApiException, error.statusCode: 429}`";

  private BackOffReader() {}

  /** Null where nothing is said, or something that can't be meant. */
  static @Nullable BackOff read(@Nullable YamlValue value, String upstream) {
    Section section =
        value == null
            ? null
            : Section.open(value, " in `back-off` of upstream `" + upstream + "`", SETTINGS, HELP);
    if (value == null || section == null) {
      return null;
    }
    List<ErrorPattern> on = errors(section, value, upstream);
    Duration first = section.read("for", Durations.aboveZero(), FIRST);
    Duration longest = section.read("at-most", Durations.aboveZero());
    ValuePath retryAfter = section.read("retry-after", new ErrorPaths());
    if (longest != null && longest.compareTo(first) < 0) {
      section.report(
          Diagnostic.error(DiagnosticCode.R015, "`at-most` is shorter than `for`")
              .at(section.place("at-most")));
    }
    if (longest == null) {
      longest = first.compareTo(LONGEST) > 0 ? first : LONGEST;
    }
    return on.isEmpty() ? null : new BackOff(on, first, longest, retryAfter);
  }

  private static List<ErrorPattern> errors(Section section, YamlValue value, String upstream) {
    YamlValue on = section.value("on");
    if (on == null || on.isEmptyList()) {
      section.report(
          Diagnostic.error(
                  on == null ? DiagnosticCode.R005 : DiagnosticCode.R008,
                  on == null ? "`back-off` has no `on`" : "`on` is empty, so nothing stops a call")
              .at(on == null ? value.namePlace() : on.place())
              .help(HELP));
      return new ArrayList<>();
    }
    List<YamlValue> items = on.isList() ? on.items() : Collections.singletonList(on);
    List<ErrorPattern> errors = new ArrayList<>();
    for (YamlValue item : items == null ? Collections.<YamlValue>emptyList() : items) {
      ErrorPattern error = item.isSettings() ? byAll(item, upstream) : byClass(item);
      if (error != null) {
        errors.add(error);
      }
    }
    return errors;
  }

  private static @Nullable ErrorPattern byClass(YamlValue item) {
    String type = item.as(new ClassNames());
    return type == null ? null : ErrorPattern.ofClass(type);
  }

  private static @Nullable ErrorPattern byAll(YamlValue item, String upstream) {
    Map<String, YamlValue> said = item.settings();
    if (said == null) {
      return null;
    }
    String type = null;
    String message = null;
    List<Condition> conditions = new ArrayList<>();
    for (YamlValue setting : said.values()) {
      if (setting.name().equals("class")) {
        type = setting.as(new ClassNames());
      } else if (setting.name().equals("message")) {
        message = setting.as(new PlainText());
      } else if (setting.name().startsWith(ErrorPaths.START)) {
        Conditions.read(setting, new ErrorPaths(), conditions);
      } else {
        Section.reportStranger(setting, " in `on` of upstream `" + upstream + "`", ERROR_SETTINGS);
      }
    }
    if (said.isEmpty()) {
      item.reading()
          .report(
              Diagnostic.error(DiagnosticCode.R008, "an entry of `on` names no error")
                  .at(item.place())
                  .help(ERROR_HELP));
    }
    return type == null && message == null && conditions.isEmpty()
        ? null
        : new ErrorPattern(type, message == null ? null : SymbolPattern.of(message), conditions);
  }
}
