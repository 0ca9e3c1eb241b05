package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.HandOut;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.SourcePlace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings that {@code defaults} and a rule both take. What a rule doesn't say it has from
 * {@code defaults}; what neither says is left to the model.
 */
final class CommonSettings {
  static final Vocabulary SETTINGS =
      Vocabulary.of(
              "ttl",
              "l1-ttl",
              "degraded-ttl",
              "null-ttl",
              "jitter",
              "max-entries",
              "values",
              "wait",
              "mode",
              "l2",
              "across-processes")
          .later("overrides", "refresh-ahead", "warm", "max-bytes", "on-error");

  /** The settings that only a shared cache gives a meaning. */
  private static final String[] OF_REDIS = {"degraded-ttl", "jitter", "l2", "across-processes"};

  private static final Duration L1_TTL_WITH_REDIS = Duration.ofMillis(100);

  /** Half of a time to live is as much as randomness may take from it. */
  private static final int MOST_JITTER = 50;

  private static final int MOST_ENTRIES = 1_000_000_000;

  private final boolean redis;
  private final @Nullable Duration ttl;
  private final @Nullable SourcePlace ttlPlace;
  private final @Nullable Duration l1Ttl;
  private final @Nullable Duration degradedTtl;
  private final @Nullable Duration nullTtl;
  private final @Nullable Double jitter;
  private final @Nullable Integer maxEntries;
  private final @Nullable HandOut values;
  private final @Nullable Duration waitLimit;
  private final @Nullable Mode mode;
  private final @Nullable Switch l2;
  private final @Nullable Switch acrossProcesses;

  private CommonSettings(boolean redis) {
    this.redis = redis;
    this.ttl = null;
    this.ttlPlace = null;
    this.l1Ttl = null;
    this.degradedTtl = null;
    this.nullTtl = null;
    this.jitter = null;
    this.maxEntries = null;
    this.values = null;
    this.waitLimit = null;
    this.mode = null;
    this.l2 = null;
    this.acrossProcesses = null;
  }

  private CommonSettings(Section section, CommonSettings outer) {
    this.redis = outer.redis;
    Duration ownTtl = section.read("ttl", Durations.aboveZero());
    this.ttl = ownTtl == null ? outer.ttl : ownTtl;
    this.ttlPlace = ownTtl == null ? outer.ttlPlace : section.place("ttl");
    this.l1Ttl = or(l1Ttl(section), outer.l1Ttl);
    this.degradedTtl = or(section.read("degraded-ttl", Durations.aboveZero()), outer.degradedTtl);
    this.nullTtl = or(section.read("null-ttl", Durations.orZero()), outer.nullTtl);
    this.jitter = or(section.read("jitter", new Percentages(0, MOST_JITTER)), outer.jitter);
    this.maxEntries =
        or(section.read("max-entries", new WholeNumbers(1, MOST_ENTRIES)), outer.maxEntries);
    this.values = or(section.read("values", new Choice<>(HandOut.class)), outer.values);
    this.waitLimit = or(section.read("wait", Durations.aboveZero()), outer.waitLimit);
    Choice<Mode> modes = new Choice<>(Mode.class, "shadow", "observe");
    this.mode = or(section.read("mode", modes), outer.mode);
    Choice<Switch> switches = new Choice<>(Switch.class);
    this.l2 = or(section.read("l2", switches), outer.l2);
    this.acrossProcesses = or(section.read("across-processes", switches), outer.acrossProcesses);
  }

  /** What holds where the file says nothing. */
  static CommonSettings ofFile(boolean redis) {
    return new CommonSettings(redis);
  }

  /** These settings with what the section says in their place, after checking the section. */
  CommonSettings with(Section section) {
    CommonSettings settings = new CommonSettings(section, this);
    settings.requireWithinTtl(section, "l1-ttl", settings.l1Ttl);
    settings.requireWithinTtl(section, "degraded-ttl", settings.degradedTtl);
    if (!redis) {
      warnWithoutRedis(section);
    }
    return settings;
  }

  void applyTo(Rule.Builder rule) {
    rule.ttl(ttl == null ? Rule.DEFAULT_TTL : ttl);
    rule.l1Ttl(l1Ttl == null && redis && l2 != Switch.OFF ? L1_TTL_WITH_REDIS : l1Ttl)
        .degradedTtl(degradedTtl)
        .nullTtl(nullTtl);
    if (jitter != null) {
      rule.jitter(jitter);
    }
    if (maxEntries != null) {
      rule.maxEntries(maxEntries);
    }
    if (values != null) {
      rule.values(values);
    }
    if (waitLimit != null) {
      rule.waitLimit(waitLimit);
    }
    applyModeTo(rule);
    rule.l2(l2 != Switch.OFF).acrossProcesses(acrossProcesses != Switch.OFF);
  }

  /** What holds of a setting, for a comparison with that of other rules. */
  Object said(String setting) {
    Rule.Builder builder = Rule.builder("").method(MethodPattern.parse("com.acme.Client#quote"));
    applyTo(builder);
    Rule rule = builder.build();
    switch (setting) {
      case "ttl":
        return rule.ttl();
      case "l1-ttl":
        return rule.l1Ttl();
      case "degraded-ttl":
        return rule.degradedTtl();
      case "null-ttl":
        return rule.nullTtl();
      case "jitter":
        return rule.jitter();
      case "max-entries":
        return rule.maxEntries();
      case "values":
        return rule.values();
      case "wait":
        return rule.waitLimit();
      case "l2":
        return rule.l2();
      case "across-processes":
        return rule.acrossProcesses();
      default:
        throw new IllegalArgumentException(setting);
    }
  }

  void applyModeTo(Rule.Builder rule) {
    rule.mode(mode == null ? Mode.CACHE : mode);
  }

  private static @Nullable Duration l1Ttl(Section section) {
    YamlValue value = section.value("l1-ttl");
    if (value != null && value.isSettings()) {
      section.report(
          Diagnostic.error(DiagnosticCode.R009, "an `l1-ttl` of several parts is not supported yet")
              .at(value.place())
              .help("write one duration, such as `100ms`"));
      return null;
    }
    return section.read("l1-ttl", Durations.aboveZero());
  }

  /** Only what the section itself says is checked; inherited settings are cut to the TTL. */
  private void requireWithinTtl(Section section, String name, @Nullable Duration value) {
    Duration limit = ttl == null ? Rule.DEFAULT_TTL : ttl;
    if (!section.has(name) || value == null || value.compareTo(limit) <= 0) {
      return;
    }
    Diagnostic.Builder error =
        Diagnostic.error(DiagnosticCode.R015, "`" + name + "` is longer than `ttl`")
            .at(section.place(name))
            .also(ttlPlace, "`ttl` is said here");
    section.report(ttlPlace == null ? error.note("`ttl` is `5s` unless it is said") : error);
  }

  private static void warnWithoutRedis(Section section) {
    for (String name : OF_REDIS) {
      if (section.has(name)) {
        section.report(
            Diagnostic.warning(DiagnosticCode.R019, "`" + name + "` has no effect without `redis`")
                .at(section.namePlace(name)));
      }
    }
  }

  private static <T> @Nullable T or(@Nullable T value, @Nullable T otherwise) {
    return value == null ? otherwise : value;
  }
}
