package io.tickcache.rules.yaml;

import io.tickcache.rules.AdaptiveTtl;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Freshness;
import io.tickcache.rules.SourcePlace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one section says of how long answers live, and null for what it leaves to another. */
final class FreshnessSettings {
  /** The settings themselves. */
  static final String[] NAMES = {"ttl", "l1-ttl", "degraded-ttl", "null-ttl", "jitter"};

  /** A section that says nothing. */
  static final FreshnessSettings NONE =
      new FreshnessSettings(null, null, null, null, null, null, null);

  private static final Duration L1_TTL_WITH_REDIS = Duration.ofMillis(100);

  /** Half of a time to live is as much as randomness may take from it. */
  private static final int MOST_JITTER = 50;

  private final @Nullable Duration ttl;
  private final @Nullable SourcePlace ttlPlace;
  private final @Nullable Duration l1Ttl;
  private final @Nullable AdaptiveTtl adaptive;
  private final @Nullable Duration degradedTtl;
  private final @Nullable Duration nullTtl;
  private final @Nullable Double jitter;

  private FreshnessSettings(
      @Nullable Duration ttl,
      @Nullable SourcePlace ttlPlace,
      @Nullable Duration l1Ttl,
      @Nullable AdaptiveTtl adaptive,
      @Nullable Duration degradedTtl,
      @Nullable Duration nullTtl,
      @Nullable Double jitter) {
    this.ttl = ttl;
    this.ttlPlace = ttlPlace;
    this.l1Ttl = l1Ttl;
    this.adaptive = adaptive;
    this.degradedTtl = degradedTtl;
    this.nullTtl = nullTtl;
    this.jitter = jitter;
  }

  /**
   * Reads a section, and checks what it says against what it will have from the other.
   *
   * @param outer has what this one doesn't say
   */
  static FreshnessSettings read(Section section, FreshnessSettings outer) {
    Duration ttl = section.read("ttl", Durations.aboveZero());
    AdaptiveTtlReader adaptive = AdaptiveTtlReader.read(section);
    FreshnessSettings own =
        new FreshnessSettings(
            ttl,
            ttl == null ? null : section.place("ttl"),
            adaptive == null ? l1Ttl(section) : null,
            adaptive == null ? null : adaptive.ttl(),
            section.read("degraded-ttl", Durations.aboveZero()),
            section.read("null-ttl", Durations.orZero()),
            section.read("jitter", new Percentages(0, MOST_JITTER)));
    FreshnessSettings whole = own.over(outer);
    whole.requireWithinTtl(section, "l1-ttl", own.l1Ttl);
    whole.requireWithinTtl(section, "degraded-ttl", own.degradedTtl);
    if (adaptive != null) {
      adaptive.requireWithinTtl(whole);
    }
    return own;
  }

  /** These settings, and the other's where these say nothing. */
  FreshnessSettings over(FreshnessSettings outer) {
    return new FreshnessSettings(
        or(ttl, outer.ttl),
        or(ttlPlace, outer.ttlPlace),
        l1Ttl == null && adaptive == null ? outer.l1Ttl : l1Ttl,
        l1Ttl == null && adaptive == null ? outer.adaptive : adaptive,
        or(degradedTtl, outer.degradedTtl),
        or(nullTtl, outer.nullTtl),
        or(jitter, outer.jitter));
  }

  /** With the documented defaults in place of what nobody said. */
  Freshness freshness(boolean redis) {
    Freshness.Builder freshness =
        Freshness.ttl(ttl == null ? Freshness.DEFAULT_TTL : ttl)
            .l1Ttl(l1Ttl)
            .adaptive(adaptive)
            .l1TtlWithL2(redis ? L1_TTL_WITH_REDIS : null)
            .degradedTtl(degradedTtl)
            .nullTtl(nullTtl);
    return (jitter == null ? freshness : freshness.jitter(jitter)).build();
  }

  /** One duration; settings in its place have been read, or are wrong. */
  private static @Nullable Duration l1Ttl(Section section) {
    YamlValue said = section.value("l1-ttl");
    return said == null || said.isSettings() ? null : said.as(Durations.aboveZero());
  }

  /** Only what the section itself says is checked; inherited settings are cut to the TTL. */
  void requireWithinTtl(Section section, String name, @Nullable Duration value) {
    Duration limit = ttl == null ? Freshness.DEFAULT_TTL : ttl;
    if (value == null || value.compareTo(limit) <= 0) {
      return;
    }
    Diagnostic.Builder error =
        Diagnostic.error(DiagnosticCode.R015, "`" + name + "` is longer than `ttl`")
            .at(section.place(name))
            .also(ttlPlace, "`ttl` is said here");
    section.report(ttlPlace == null ? error.note("`ttl` is `5s` unless it is said") : error);
  }

  private static <T> @Nullable T or(@Nullable T value, @Nullable T otherwise) {
    return value == null ? otherwise : value;
  }
}
