package io.tickcache.rules.yaml;

import io.tickcache.rules.Allowance;
import io.tickcache.rules.BackOff;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Spelling;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.WhenExhausted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The providers that the file names, and what they allow. */
final class Upstreams {
  static final Vocabulary SETTINGS =
      Vocabulary.of("budget", "when-exhausted", "back-off", "reserve");

  /** Something must be left for all other calls. */
  private static final int MOST_RESERVE = 90;

  private static final String HELP = "write `binance: {budget: 1200 per 1m}`";
  private static final String BUDGET_HELP = "say what the provider allows: `budget: 1200 per 1m`";

  /** Null stands for one that could not be read, so that rules may name it. */
  private final Map<String, @Nullable Upstream> upstreams = new LinkedHashMap<>();

  private Upstreams() {}

  /** Reads the section; null means that the file has none. */
  static Upstreams read(@Nullable YamlValue value) {
    Upstreams upstreams = new Upstreams();
    Map<String, YamlValue> said = value == null ? null : value.settings(HELP);
    if (said != null) {
      for (YamlValue upstream : said.values()) {
        NamePattern.require(upstream, "an upstream");
        upstreams.upstreams.put(upstream.name(), upstream(upstream));
      }
    }
    return upstreams;
  }

  /** Those that could be read, in file order. */
  Collection<Upstream> all() {
    List<Upstream> all = new ArrayList<>();
    for (Upstream upstream : upstreams.values()) {
      if (upstream != null) {
        all.add(upstream);
      }
    }
    return all;
  }

  boolean has(String name) {
    return upstreams.containsKey(name);
  }

  /** The upstream of a name, or null. */
  @Nullable Upstream named(String name) {
    return upstreams.get(name);
  }

  /** What to do about a name that there is no upstream of. */
  String help(String name) {
    String meant = Spelling.didYouMean(name, upstreams.keySet());
    return meant == null ? "say it under `upstreams`, with its `budget`" : meant;
  }

  private static @Nullable Upstream upstream(YamlValue value) {
    Section section = Section.open(value, " in upstream `" + value.name() + "`", SETTINGS, HELP);
    if (section == null) {
      return null;
    }
    if (!section.has("budget") && !section.has("back-off")) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "upstream `" + value.name() + "` has no `budget`")
              .at(value.namePlace())
              .help(BUDGET_HELP));
    }
    List<Allowance> budget = budget(section);
    WhenExhausted whenExhausted =
        section.read("when-exhausted", new Exhaustions(), WhenExhausted.STALE);
    BackOff backOff = BackOffReader.read(section.value("back-off"), value.name());
    boolean wrong = section.has("budget") ? budget.isEmpty() : backOff == null;
    double reserve = section.read("reserve", new Percentages(0, MOST_RESERVE), 0.0);
    if (section.has("reserve") && !section.has("budget")) {
      section.report(
          Diagnostic.warning(DiagnosticCode.R019, "`reserve` has no effect without `budget`")
              .at(section.namePlace("reserve")));
    }
    return wrong
        ? null
        : new Upstream(value.name(), budget, whenExhausted, backOff).reserving(reserve);
  }

  private static List<Allowance> budget(Section section) {
    YamlValue said = section.value("budget");
    if (said == null || !said.isList()) {
      Allowance only = section.read("budget", new Allowances());
      return only == null ? Collections.<Allowance>emptyList() : Collections.singletonList(only);
    }
    if (said.isEmptyList()) {
      section.report(
          Diagnostic.error(DiagnosticCode.R008, "`budget` is empty, so nothing is allowed")
              .at(said.place())
              .help(BUDGET_HELP));
    }
    List<Allowance> budget = new ArrayList<>();
    Map<Duration, Placed<Allowance>> byPeriod = new LinkedHashMap<>();
    List<Placed<Allowance>> placed = section.readList("budget", new Allowances());
    for (Placed<Allowance> one :
        placed == null ? Collections.<Placed<Allowance>>emptyList() : placed) {
      Placed<Allowance> before = byPeriod.putIfAbsent(one.value().period(), one);
      if (before != null) {
        section.report(
            Diagnostic.error(DiagnosticCode.R007, "there are two budgets for one period")
                .at(one.place())
                .also(before.place(), "first said here"));
      }
      budget.add(one.value());
    }
    return budget;
  }
}
