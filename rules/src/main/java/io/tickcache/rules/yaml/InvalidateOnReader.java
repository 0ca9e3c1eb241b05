package io.tickcache.rules.yaml;

import io.tickcache.rules.DailyMoment;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads after what the entries of a rule are wrong: methods, and moments of the day. */
final class InvalidateOnReader {
  static final Vocabulary SETTINGS = Vocabulary.of("method", "symbol", "at");

  private static final String HELP =
      "write `invalidate-on: [{method: com.acme.OrderService#placeOrder}]`";

  private final List<InvalidateOn> methods = new ArrayList<>();
  private final List<DailyMoment> moments = new ArrayList<>();

  private InvalidateOnReader() {}

  /**
   * @param value null if the rule says nothing of it
   */
  static InvalidateOnReader read(@Nullable YamlValue value, String rule, Calendars calendars) {
    InvalidateOnReader reader = new InvalidateOnReader();
    List<YamlValue> items = value == null ? null : items(value);
    if (items == null) {
      return reader;
    }
    for (YamlValue item : items) {
      String where = " in `invalidate-on` of rule `" + rule + "`";
      Section section = Section.open(item, where, SETTINGS, HELP);
      if (section != null && section.has("at")) {
        reader.readMoment(section, calendars);
      } else if (section != null) {
        reader.readMethod(section, item);
      }
    }
    return reader;
  }

  List<InvalidateOn> methods() {
    return methods;
  }

  List<DailyMoment> moments() {
    return moments;
  }

  /** The entries of a list of settings; null after a report if it is none. */
  static @Nullable List<YamlValue> items(YamlValue value) {
    if (!value.isSettings()) {
      return value.items();
    }
    value
        .reading()
        .report(
            Diagnostic.error(
                    DiagnosticCode.R006, "`" + value.name() + "` takes a list, not settings")
                .at(value.place())
                .help("put `- ` before its first setting"));
    return null;
  }

  private void readMoment(Section section, Calendars calendars) {
    refuseBeside(section, "method", "give each an entry of its own");
    refuseBeside(section, "symbol", "leave it out: at that moment all entries of the rule end");
    DailyMoment moment = section.read("at", new DailyMoments(calendars));
    if (moment != null) {
      moments.add(moment);
    }
  }

  private static void refuseBeside(Section section, String name, String help) {
    if (section.has(name)) {
      section.report(
          Diagnostic.error(DiagnosticCode.R015, "`" + name + "` can't stand beside `at`")
              .at(section.namePlace(name))
              .also(section.namePlace("at"), "the moment is said here")
              .help(help));
    }
  }

  private void readMethod(Section section, YamlValue item) {
    if (!section.has("method")) {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R005, "an entry of `invalidate-on` has no `method` and no `at`")
              .at(item.place()));
    }
    MethodPattern method = section.read("method", new MethodPatterns());
    ValuePath symbol = section.read("symbol", Paths.ofAnsweredCall());
    if (method != null) {
      methods.add(InvalidateOn.of(method, symbol, section.place("method")));
    }
  }
}
