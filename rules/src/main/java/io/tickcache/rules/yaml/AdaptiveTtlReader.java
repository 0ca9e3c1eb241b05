package io.tickcache.rules.yaml;

import io.tickcache.rules.AdaptiveTtl;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads an {@code l1-ttl} of several parts: what it is to be chosen by. */
final class AdaptiveTtlReader {
  static final Vocabulary SETTINGS = Vocabulary.of("min", "max", "max-stale", "keep");
  private static final String HELP = "write `l1-ttl: {max-stale: 5%}`, or a duration";
  private static final int LEAST_STALE = 1;
  private static final int MOST_STALE = 50;

  private final Section parts;
  private final @Nullable Duration min;
  private final @Nullable Duration max;
  private final double maxStale;
  private final @Nullable Duration keep;

  private AdaptiveTtlReader(Section parts) {
    this.parts = parts;
    this.min = parts.read("min", Durations.aboveZero());
    this.max = parts.read("max", Durations.aboveZero());
    this.maxStale =
        parts.read(
            "max-stale", new Percentages(LEAST_STALE, MOST_STALE), AdaptiveTtl.DEFAULT_MAX_STALE);
    this.keep = parts.read("keep", Durations.aboveZero());
  }

  /** What a section says, or null if it has no such parts, or something wrong in their place. */
  static @Nullable AdaptiveTtlReader read(Section section) {
    YamlValue said = section.value("l1-ttl");
    Section parts =
        said == null || !said.isSettings()
            ? null
            : Section.open(said, " in `l1-ttl`", SETTINGS, HELP);
    return parts == null ? null : new AdaptiveTtlReader(parts).checked();
  }

  private AdaptiveTtlReader checked() {
    if (min != null && max != null && min.compareTo(max) > 0) {
      parts.report(
          Diagnostic.error(DiagnosticCode.R015, "`min` is longer than `max`")
              .at(parts.place("min"))
              .also(parts.place("max"), "`max` is said here"));
    }
    return this;
  }

  AdaptiveTtl ttl() {
    return new AdaptiveTtl(min, max, maxStale, keep);
  }

  /** None of its times may be longer than the TTL. */
  void requireWithinTtl(FreshnessSettings whole) {
    whole.requireWithinTtl(parts, "min", min);
    whole.requireWithinTtl(parts, "max", max);
    whole.requireWithinTtl(parts, "keep", keep);
  }
}
