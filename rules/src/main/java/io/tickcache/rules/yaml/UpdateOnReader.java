package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the methods that bring the newer answer for a symbol of a rule. */
final class UpdateOnReader {
  static final Vocabulary SETTINGS = Vocabulary.of("method", "symbol", "value");

  private UpdateOnReader() {}

  /**
   * @param value null if the rule says nothing of it
   */
  static List<InvalidateOn> read(@Nullable YamlValue value, String rule) {
    List<InvalidateOn> updates = new ArrayList<>();
    List<YamlValue> items = value == null ? null : InvalidateOnReader.items(value);
    if (items == null) {
      return updates;
    }
    for (YamlValue item : items) {
      Section section = Section.open(item, " in `update-on` of rule `" + rule + "`", SETTINGS);
      InvalidateOn update = section == null ? null : entry(section, item);
      if (update != null) {
        updates.add(update);
      }
    }
    return updates;
  }

  /** An entry of the list; null after a report if something of it is missing. */
  private static @Nullable InvalidateOn entry(Section section, YamlValue item) {
    require(section, item, "method", "method: com.acme.feed.Listener#onQuote(Quote)");
    require(section, item, "symbol", "symbol: arg0.symbol");
    require(section, item, "value", "value: arg0");
    MethodPattern method = section.read("method", new MethodPatterns());
    // A symbol that only the result names would be known too late to tell what came meanwhile.
    ValuePath symbol = section.read("symbol", Paths.ofQuestion());
    ValuePath value = section.read("value", Paths.ofAnsweredCall());
    return method == null || symbol == null || value == null
        ? null
        : InvalidateOn.bringing(method, symbol, value, section.place("method"));
  }

  private static void require(Section section, YamlValue item, String setting, String example) {
    if (!section.has(setting)) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "an entry of `update-on` has no `" + setting + "`")
              .at(item.place())
              .help("add one, such as `" + example + "`"));
    }
  }
}
