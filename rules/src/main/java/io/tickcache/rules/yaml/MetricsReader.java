package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.MetricsSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the {@code metrics} section. */
final class MetricsReader {
  static final Vocabulary SETTINGS =
      Vocabulary.of("jmx", "application-registry", "tags", "otlp", "otlp-interval");

  private static final String HELP = "write `metrics: {jmx: on, tags: {desk: fx}}`";

  private MetricsReader() {}

  /** The settings; the defaults stand in for what is not said or, after a report, wrong. */
  static MetricsSettings read(@Nullable YamlValue metrics) {
    Section section =
        metrics == null ? null : Section.open(metrics, " in `metrics`", SETTINGS, HELP);
    if (section == null) {
      return MetricsSettings.defaults();
    }
    MetricsSettings.Builder builder =
        MetricsSettings.builder()
            .jmx(section.read("jmx", new Choice<>(Switch.class), Switch.ON) == Switch.ON)
            .applicationRegistry(
                section.read("application-registry", new Choice<>(Switch.class), Switch.OFF)
                    == Switch.ON)
            .otlp(orNull(section.read("otlp", new CollectorAddress())))
            .otlpInterval(interval(section));
    Map<String, String> tags = Tags.read(section.value("tags"));
    return tags == null ? builder.build() : builder.tags(tags).build();
  }

  private static Duration interval(Section section) {
    if (section.has("otlp-interval") && !section.has("otlp")) {
      section.report(
          Diagnostic.warning(DiagnosticCode.R019, "`otlp-interval` has no effect without `otlp`")
              .at(section.namePlace("otlp-interval")));
    }
    return section.read("otlp-interval", new Interval(), MetricsSettings.defaults().otlpInterval());
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /** Not so often that it is a burden, and not so seldom that nothing is seen. */
  private static final class Interval extends Kind<Duration> {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    @Override
    Duration read(Scalar scalar) throws Unfit {
      Duration interval = Durations.aboveZero().read(scalar);
      if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
        throw new Unfit(
            DiagnosticCode.R008, scalar.shown() + " is not between `1s` and `1h`", null);
      }
      return interval;
    }
  }
}
