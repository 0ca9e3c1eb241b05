package io.tickcache.rules.yaml;

import io.tickcache.rules.FreshnessOverride;
import io.tickcache.rules.HandOut;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that {@code defaults} and a rule both take. What a rule doesn't say it has from
 * {@code defaults}; what neither says is left to the model.
 */
final class CommonSettings {
  static final Vocabulary SETTINGS =
      Vocabulary.of(FreshnessSettings.NAMES)
          .and(
              Vocabulary.of(
                  "overrides",
                  "warm",
                  "max-entries",
                  "max-bytes",
                  "values",
                  "wait",
                  "mode",
                  "verify",
                  "l2",
                  "across-processes",
                  "on-error",
                  "refresh-ahead",
                  "upstream"));

  private static final int MOST_ENTRIES = 1_000_000_000;

  private final FileContext file;
  private final FreshnessSettings freshness;
  private final List<OverrideReader> overrides;
  private final @Nullable WarmUpReader warm;
  private final @Nullable Integer maxEntries;
  private final @Nullable Long maxBytes;
  private final @Nullable HandOut values;
  private final @Nullable Duration waitLimit;
  private final @Nullable Mode mode;
  private final @Nullable VerificationReader verify;
  private final @Nullable OnErrorReader onError;
  private final @Nullable Switch l2;
  private final @Nullable Switch acrossProcesses;
  private final @Nullable Switch refreshAhead;
  private final @Nullable String upstream;

  private CommonSettings(FileContext file) {
    this.file = file;
    this.freshness = FreshnessSettings.NONE;
    this.overrides = Collections.emptyList();
    this.warm = null;
    this.maxEntries = null;
    this.maxBytes = null;
    this.values = null;
    this.waitLimit = null;
    this.mode = null;
    this.verify = null;
    this.onError = null;
    this.l2 = null;
    this.acrossProcesses = null;
    this.refreshAhead = null;
    this.upstream = null;
  }

  private CommonSettings(Section section, CommonSettings outer) {
    this.file = outer.file;
    this.freshness = FreshnessSettings.read(section, outer.freshness).over(outer.freshness);
    YamlValue ownOverrides = section.value("overrides");
    this.overrides =
        ownOverrides == null
            ? outer.overrides
            : OverrideReader.readAll(ownOverrides, freshness, file);
    this.warm = or(WarmUpReader.read(section, file.redis()), outer.warm);
    this.maxEntries =
        or(section.read("max-entries", new WholeNumbers(1, MOST_ENTRIES)), outer.maxEntries);
    this.maxBytes = or(section.read("max-bytes", new Sizes()), outer.maxBytes);
    this.values = or(section.read("values", new Choice<>(HandOut.class)), outer.values);
    this.waitLimit = or(section.read("wait", Durations.aboveZero()), outer.waitLimit);
    Choice<Mode> modes = new Choice<>(Mode.class);
    this.mode = or(section.read("mode", modes), outer.mode);
    this.verify = or(VerificationReader.read(section), outer.verify);
    this.onError = or(OnErrorReader.read(section), outer.onError);
    Choice<Switch> switches = new Choice<>(Switch.class);
    this.l2 = or(section.read("l2", switches), outer.l2);
    this.acrossProcesses = or(section.read("across-processes", switches), outer.acrossProcesses);
    this.refreshAhead = or(section.read("refresh-ahead", switches), outer.refreshAhead);
    this.upstream =
        or(section.read("upstream", new UpstreamNames(file.upstreams())), outer.upstream);
  }

  /** What holds where the file says nothing. */
  static CommonSettings ofFile(FileContext file) {
    return new CommonSettings(file);
  }

  /** These settings with what the section says in their place, after checking the section. */
  CommonSettings with(Section section) {
    file.warnWithoutRedis(section);
    return new CommonSettings(section, this);
  }

  FileContext file() {
    return file;
  }

  /** The provider that counts the calls, or null. */
  @Nullable Upstream upstream() {
    return upstream == null ? null : file.upstreams().named(upstream);
  }

  boolean hasUpstream() {
    return upstream != null;
  }

  Mode mode() {
    return mode == null ? Mode.CACHE : mode;
  }

  /** Whether some answers are to be held against the upstream. */
  boolean verifies() {
    return verify != null && verify.verification() != null;
  }

  /** Whether callers may get something in place of a failure. */
  boolean servesStale() {
    return onError != null && onError.onError() != null;
  }

  void applyTo(Rule.Builder rule) {
    rule.freshness(freshness.freshness(file.redis()));
    List<FreshnessOverride> inRule = new ArrayList<>();
    for (OverrideReader override : overrides) {
      inRule.add(override.in(freshness, file.redis()));
    }
    rule.overrides(inRule);
    rule.warm(warm == null ? null : warm.warmUp());
    if (maxEntries != null) {
      rule.maxEntries(maxEntries);
    }
    if (maxBytes != null) {
      rule.maxBytes(maxBytes);
    }
    if (values != null) {
      rule.values(values);
    }
    if (waitLimit != null) {
      rule.waitLimit(waitLimit);
    }
    applyOwnTo(rule);
    rule.verify(verify == null ? null : verify.verification());
    rule.onError(onError == null ? null : onError.onError());
    rule.l2(l2 != Switch.OFF).acrossProcesses(acrossProcesses != Switch.OFF);
    rule.refreshAhead(refreshAhead == Switch.ON);
  }

  /** What holds of a setting, for a comparison with that of other rules. */
  Object said(String setting) {
    Rule.Builder builder = Rule.builder("").method(MethodPattern.parse("com.acme.Client#quote"));
    applyTo(builder);
    Rule rule = builder.build();
    switch (setting) {
      case "ttl":
        return rule.freshness().ttl();
      case "l1-ttl":
        return Arrays.asList(rule.freshness().l1Ttl(), rule.freshness().adaptive());
      case "degraded-ttl":
        return rule.freshness().degradedTtl();
      case "null-ttl":
        return rule.freshness().nullTtl();
      case "jitter":
        return rule.freshness().jitter();
      case "overrides":
        return rule.overrides().toString();
      case "warm":
        return String.valueOf(rule.warm());
      case "max-entries":
        return rule.maxEntries();
      case "max-bytes":
        return String.valueOf(rule.maxBytes());
      case "values":
        return rule.values();
      case "wait":
        return rule.waitLimit();
      case "on-error":
        return String.valueOf(rule.onError());
      case "l2":
        return rule.l2();
      case "across-processes":
        return rule.acrossProcesses();
      case "refresh-ahead":
        return rule.refreshAhead();
      default:
        throw new IllegalArgumentException(setting);
    }
  }

  /** What is of one rule, whose cache others may share. */
  void applyOwnTo(Rule.Builder rule) {
    rule.upstream(upstream).mode(mode());
  }

  private static <T> @Nullable T or(@Nullable T value, @Nullable T otherwise) {
    return value == null ? otherwise : value;
  }
}
