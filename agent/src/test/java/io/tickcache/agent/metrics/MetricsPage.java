package io.tickcache.agent.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Writes {@code docs/metrics.md} from the descriptions that the meters themselves bear. */
final class MetricsPage {
  static final Path PAGE = Path.of("..", "docs", "metrics.md");

  private static final String HEAD =
      """
      # Meters

      What the agent counts, whatever shows it: JMX under the domain `tickcache`, `GET /metrics` of its [own port](rules.md#the-agents-own-port),
      and what else [`metrics`](rules.md#meters) names. This page is generated from `Measure`.

      In Prometheus `.` is `_`. A counter ends in `_total`. A gauge in seconds ends in `_seconds`. A timer `x.y` is a summary: `x_y_seconds` with the `quantile`s 0.5, 0.99
      and 0.999 of the last minute, `x_y_seconds_count`, `x_y_seconds_sum`, and as a gauge `x_y_seconds_max`, the most of the last minute. Over JMX times are in milliseconds.

      `rule` is the name of a cache: that of its rule, unless rules share one.

      | meter | kind | tags | what it says |
      |---|---|---|---|
      """;

  private MetricsPage() {}

  public static void main(String... none) throws IOException {
    Files.writeString(PAGE, text());
  }

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Measure measure : Measure.values()) {
      page.append("| `").append(measure.title()).append("` | ");
      page.append(measure.kind().word()).append(" | ");
      page.append(
          measure.labels().stream().map(MetricsPage::text).collect(Collectors.joining("; ")));
      page.append(" | ").append(measure.description()).append(" |\n");
    }
    return page.toString();
  }

  private static String text(Measure.Label label) {
    String values =
        label.values().stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
    return "`" + label.name() + "`" + (values.isEmpty() ? "" : ": " + values);
  }
}
