package io.tickcache.rules.yaml;

import io.tickcache.rules.MetricsSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the {@code metrics} section. */
final class MetricsReader {
  static final Vocabulary SETTINGS = Vocabulary.of("jmx", "tags");

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
            .jmx(section.read("jmx", new Choice<>(Switch.class), Switch.ON) == Switch.ON);
    Map<String, String> tags = Tags.read(section.value("tags"));
    return tags == null ? builder.build() : builder.tags(tags).build();
  }
}
