package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the methods after which entries of a rule are wrong. */
final class InvalidateOnReader {
  static final Vocabulary SETTINGS = Vocabulary.of("method", "symbol").later("at");

  private InvalidateOnReader() {}

  /** The methods that {@code invalidate-on} lists, or {@code update-on}. */
  static List<InvalidateOn> read(YamlValue value, String rule) {
    boolean updates = value.name().equals("update-on");
    Vocabulary vocabulary = updates ? UpdateOnReader.SETTINGS : SETTINGS;
    List<InvalidateOn> list = new ArrayList<>();
    List<YamlValue> items = items(value);
    if (items == null) {
      return list;
    }
    for (YamlValue item : items) {
      String where = " in `" + value.name() + "` of rule `" + rule + "`";
      Section section = Section.open(item, where, vocabulary);
      InvalidateOn read = null;
      if (section != null) {
        read = updates ? UpdateOnReader.entry(section, item) : entry(section, item);
      }
      if (read != null) {
        list.add(read);
      }
    }
    return list;
  }

  private static @Nullable List<YamlValue> items(YamlValue value) {
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

  private static @Nullable InvalidateOn entry(Section section, YamlValue item) {
    if (!section.has("method") && !section.has("at")) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "an entry of `invalidate-on` has no `method`")
              .at(item.place()));
    }
    MethodPattern method = section.read("method", new MethodPatterns());
    ValuePath symbol = section.read("symbol", Paths.ofAnsweredCall());
    return method == null ? null : InvalidateOn.of(method, symbol, section.place("method"));
  }
}
