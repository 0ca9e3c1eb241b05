package io.tickcache.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What the dashboard and the alerts ask Prometheus for is there, with these labels and values. */
class QueriesTest {

  private static final Path DASHBOARD = Path.of("..", "docs", "grafana", "tickcache.json");
  private static final Path ALERTS = Path.of("..", "docs", "prometheus", "alerts.yaml");
  private static final Path ALERT_TESTS = Path.of("..", "docs", "prometheus", "alerts-test.yaml");

  private static final Pattern SELECTOR = Pattern.compile("\\b(tickcache_\\w+)(\\{[^}]*})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!=|!~|=)\\s*\"([^\"]*)\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");

  /** What Prometheus adds itself. */
  private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

  /** For each name the values of each label. */
  private static final Map<String, Map<String, Set<String>>> SERIES = series();

  private static Map<String, Map<String, Set<String>>> series() {
    Map<String, Map<String, Set<String>>> series = new HashMap<>();
    try (AllMeters all = new AllMeters()) {
      for (String line : all.exposition.prometheus().split("\n", -1)) {
        Matcher selector = SELECTOR.matcher(line);
        if (!line.startsWith("#") && selector.find()) {
          Map<String, Set<String>> labels =
              series.computeIfAbsent(selector.group(1), name -> new HashMap<>());
          for (Matcher label = MATCHER.matcher(line); label.find(); ) {
            labels.computeIfAbsent(label.group(1), name -> new HashSet<>()).add(label.group(3));
          }
        }
      }
    }
    return series;
  }

  @ParameterizedTest
  @MethodSource("queries")
  void whatIsAskedForIsThere(String query) {
    Set<String> labels = new HashSet<>(OF_PROMETHEUS);
    int selectors = 0;
    for (Matcher selector = SELECTOR.matcher(query); selector.find(); selectors++) {
      String name = selector.group(1);
      assertThat(SERIES).as("series `%s`", name).containsKey(name);
      labels.addAll(SERIES.get(name).keySet());
      if (selector.group(2) != null) {
        assertMatches(name, selector.group(2));
      }
    }
    assertThat(selectors).isPositive();
    for (Matcher grouping = GROUPING.matcher(query); grouping.find(); ) {
      assertThat(labels).containsAll(Arrays.asList(grouping.group(1).split("\\s*,\\s*", -1)));
    }
  }

  private static void assertMatches(String name, String matchers) {
    for (Matcher matcher = MATCHER.matcher(matchers); matcher.find(); ) {
      String label = matcher.group(1);
      String value = matcher.group(3);
      if (OF_PROMETHEUS.contains(label)) {
        continue;
      }
      assertThat(SERIES.get(name)).as(name).containsKey(label);
      if (!value.startsWith("$")) {
        assertThat(SERIES.get(name).get(label))
            .as(name)
            .containsAll(List.of(value.split("\\|", -1)));
      }
    }
  }

  static Stream<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    collect(read(DASHBOARD), queries);
    collect(read(ALERTS), queries);
    return queries.stream();
  }

  @Test
  void everyAlertHasATest() throws IOException {
    List<String> alerts = new ArrayList<>();
    for (String line : Files.readAllLines(ALERTS)) {
      if (line.trim().startsWith("- alert: ")) {
        alerts.add(line.trim().substring(9));
      }
    }
    String tests = Files.readString(ALERT_TESTS);
    assertThat(alerts)
        .hasSizeGreaterThan(10)
        .allMatch(
            alert ->
                Pattern.compile("alertname: " + alert + "\n\\s+exp_alerts:\n")
                    .matcher(tests)
                    .find());
  }

  @Test
  void thereAreQueriesOfBoth() throws IOException {
    assertThat(queries()).hasSizeGreaterThan(30);
    assertThat(SERIES).hasSizeGreaterThan(40);
  }

  @Test
  void eachPanelHasItsOwnNumberAndPlace() throws IOException {
    List<?> panels = (List<?>) ((Map<?, ?>) read(DASHBOARD)).get("panels");
    assertThat(panels)
        .hasSizeGreaterThan(15)
        .extracting(panel -> ((Map<?, ?>) panel).get("id"))
        .doesNotHaveDuplicates();
    assertThat(panels)
        .extracting(panel -> ((Map<?, ?>) panel).get("gridPos"))
        .doesNotHaveDuplicates();
  }

  /** JSON is YAML. */
  private static Object read(Path file) throws IOException {
    return new Yaml().load(Files.readString(file));
  }

  private static void collect(Object node, List<String> queries) {
    if (node instanceof Map<?, ?> settings) {
      settings.forEach(
          (name, value) -> {
            boolean ofVariable =
                name.equals("query") && String.valueOf(value).contains("tickcache_");
            if (value instanceof String text && (name.equals("expr") || ofVariable)) {
              queries.add(ofVariable ? text.replaceAll(", \\w+\\)$", ")") : text);
            } else {
              collect(value, queries);
            }
          });
    } else if (node instanceof List<?> list) {
      list.forEach(item -> collect(item, queries));
    }
  }
}
