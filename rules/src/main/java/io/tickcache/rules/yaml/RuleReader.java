package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import io.tickcache.rules.SourcePlace;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one rule. */
final class RuleReader {
  static final Vocabulary SETTINGS =
      Vocabulary.of("method", "symbol", "key", "ignore", "receiver", "invalidate-on")
          .later(
              "symbols",
              "separator",
              "symbol-case",
              "when",
              "cache",
              "callback",
              "result-symbol",
              "update-on",
              "upstream",
              "weight")
          .and(CommonSettings.SETTINGS);

  private final String name;
  private final YamlValue value;
  private final MethodOwners owners;

  RuleReader(YamlValue value, MethodOwners owners) {
    this.name = value.name();
    this.value = value;
    this.owners = owners;
  }

  /** The rule, or null after a report if it has no method or is no section. */
  @Nullable Rule read(CommonSettings defaults) {
    requireName();
    Section section = Section.open(value, " in rule `" + name + "`", SETTINGS);
    if (section == null) {
      return null;
    }
    Rule.Builder rule = Rule.builder(name).place(value.namePlace());
    defaults.with(section).applyTo(rule);
    rule.receiver(section.read("receiver", new Receivers(), Receiver.of(Receiver.Kind.SINGLE)));
    readKey(section, rule);
    YamlValue invalidateOn = section.value("invalidate-on");
    if (invalidateOn != null) {
      rule.invalidateOn(InvalidateOnReader.read(invalidateOn, name));
    }
    MethodPattern method = method(section);
    return method == null ? null : rule.method(method).build();
  }

  private void requireName() {
    if (NamePattern.fits(name)) {
      return;
    }
    String near = NamePattern.near(name);
    value
        .reading()
        .report(
            Diagnostic.error(DiagnosticCode.R010, "`" + name + "` is not a name of a rule")
                .at(value.namePlace())
                .note("a name is made of `a` to `z`, `0` to `9` and, not in front, `-`")
                .help(near == null ? null : "did you mean `" + near + "`?"));
  }

  private @Nullable MethodPattern method(Section section) {
    YamlValue method = section.value("method");
    if (method == null) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "rule `" + name + "` has no `method`")
              .at(value.namePlace())
              .help("say what it governs: `method: com.acme.QuoteClient#getQuote(String)`"));
      return null;
    }
    MethodPattern pattern = method.as(new MethodPatterns());
    if (pattern != null) {
      owners.claim(name, pattern, method);
    }
    return pattern;
  }

  private static void readKey(Section section, Rule.Builder rule) {
    KeyParts parts = new KeyParts(section);
    ValuePath symbol = section.read("symbol", Paths.ofQuestion());
    SourcePlace symbolPlace = section.place("symbol");
    if (symbol != null && symbolPlace != null) {
      parts.add("symbol", symbol, symbolPlace);
      rule.symbol(symbol);
    }
    List<Placed<ValuePath>> key = section.readList("key", Paths.ofQuestion());
    if (key != null) {
      rule.key(paths("key", key, parts));
    }
    List<Placed<ValuePath>> ignore = section.readList("ignore", Paths.ofArguments());
    if (ignore != null) {
      rule.ignore(paths("ignore", ignore, parts));
    }
  }

  private static List<ValuePath> paths(
      String setting, List<Placed<ValuePath>> placed, KeyParts parts) {
    List<ValuePath> paths = new ArrayList<>();
    for (Placed<ValuePath> path : placed) {
      parts.add(setting, path.value(), path.place());
      paths.add(path.value());
    }
    return paths;
  }
}
