package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.MetricsSettings;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where meters are shown, and what is said of mistakes in that. */
class MetricsDiagnosticsTest {
  private static final Environment ENVIRONMENT =
      new FixedEnvironment(
          Map.of("DESK", "fx", "EMPTY", "", "TWO", "a\nb", "OFF", "off"), Map.of());

  @Test
  void withoutASectionTheyAreShownOverJmx() {
    MetricsSettings settings =
        RulesFile.read("rules.yaml", "version: 1\nrules: {q: {method: A#a}}\n", ENVIRONMENT)
            .rules()
            .metrics();

    assertThat(settings).isEqualTo(MetricsSettings.defaults());
    assertThat(settings.jmx()).isTrue();
    assertThat(settings.applicationRegistry()).isFalse();
    assertThat(settings.tags()).isEmpty();
    assertThat(settings.otlp()).isNull();
    assertThat(settings.otlpInterval()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whatIsSaidCounts() {
    MetricsSettings settings =
        read("{jmx: '${OFF}', tags: {desk: '${DESK}', service.name: trader 7, shard: 3}}");

    assertThat(settings.jmx()).isFalse();
    assertThat(settings.tags())
        .containsExactly(
            Map.entry("desk", "fx"),
            Map.entry("service.name", "trader 7"),
            Map.entry("shard", "3"));
  }

  @Test
  void theApplicationsOwnRegistryIsAskedFor() {
    MetricsSettings settings = read("{application-registry: on}");

    assertThat(settings.applicationRegistry()).isTrue();
    assertThat(settings).isNotEqualTo(MetricsSettings.defaults());
    assertThat(read("{application-registry: off}")).isEqualTo(MetricsSettings.defaults());
  }

  @Test
  void aTagThatTurnsOutEmptyIsNone() {
    assertThat(read("{tags: {desk: '${EMPTY}', host: a}}").tags()).containsOnlyKeys("host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://collector:4318/v1/metrics",
        "https://otel.example.com/v1/metrics",
        "HTTP://[::1]:4318/v1/metrics",
        "http://10.0.0.1:4318/otlp/v1/metrics?tenant=md"
      })
  void aCollectorIsAnAddressOfHttp(String address) {
    MetricsSettings settings = read("{otlp: '" + address + "', otlp-interval: 30s}");

    assertThat(settings.otlp()).isEqualTo(address);
    assertThat(settings.otlpInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings).isNotEqualTo(read("{otlp: '" + address + "'}"));
  }

  @Test
  void anEmptyCollectorIsNone() {
    assertThat(read("{otlp: '${EMPTY}'}").otlp()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "collector:4318, is not the address of a collector",
    "collector, is not the address of a collector",
    "grpc://collector:4317/v1/metrics, is not the address of a collector",
    "http://collector:70000/v1/metrics, is not the address of a collector",
    "http://my_host:x/v1/metrics, is not the address of a collector",
    "http:///v1/metrics, is not the address of a collector",
    "http://a b/v1/metrics, is not the address of a collector",
    "http://u:p@collector/v1/metrics, 'has more than a host, a port and a path'",
    "http://collector/v1/metrics#a, 'has more than a host, a port and a path'",
    "http://collector:4318, has no path",
    "http://collector:4318/, has no path"
  })
  void whatIsNoCollectorIsRefused(String address, String complaint) {
    assertThat(outcome("{otlp: '" + address + "'}").render())
        .contains("error[R008]: `", complaint)
        .contains("= help: write `otlp: http://collector:4318/v1/metrics`")
        .doesNotContain("u:p@collector/v1/metrics'");
  }

  @ParameterizedTest
  @CsvSource({"999ms, false", "1s, true", "1h, true", "61m, false"})
  void anIntervalHasItsLimits(String interval, boolean fits) {
    Outcome outcome = outcome("{otlp: 'http://a/b', otlp-interval: " + interval + "}");
    assertThat(outcome.rules() != null).isEqualTo(fits);
    assertThat(outcome.render().contains("is not between `1s` and `1h`")).isNotEqualTo(fits);
  }

  @Test
  void anIntervalOfNothingIsTold() {
    assertReport(
        "{otlp-interval: 5s}",
        """
        warning[R019]: `otlp-interval` has no effect without `otlp`
          --> rules.yaml:2:11
           |
         2 | metrics: {otlp-interval: 5s}
           |           ^^^^^^^^^^^^^
        """);
  }

  @Test
  void otherTagsAreOtherSettings() {
    assertThat(read("{tags: {desk: fx}}"))
        .isEqualTo(read("{jmx: on, tags: {desk: fx}}"))
        .isNotEqualTo(read("{tags: {desk: rates}}"));
  }

  @Test
  void namesThatAreNoneAreRefused() {
    assertReport(
        "{jmx: yes, tags: {9desk: fx, rule: a}}",
        """
        error[R008]: `yes` is not one of `on`, `off`
          --> rules.yaml:2:16
           |
         2 | metrics: {jmx: yes, tags: {9desk: fx, rule: a}}
           |                ^^^
           = help: did you mean `on`?

        error[R010]: `9desk` is not the name of a tag
          --> rules.yaml:2:28
           |
         2 | metrics: {jmx: yes, tags: {9desk: fx, rule: a}}
           |                            ^^^^^
           = help: begin with a letter, and go on with letters, digits, `_` and `.`, 64 at most

        error[R008]: `rule` is a tag that meters have by themselves
          --> rules.yaml:2:39
           |
         2 | metrics: {jmx: yes, tags: {9desk: fx, rule: a}}
           |                                       ^^^^
           = help: take another name
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"_a", "a-b", "a b", "größe", "a:b", "''"})
  void aNameIsOfLettersDigitsUnderscoresAndDots(String name) {
    String tags = "{tags: {'" + name.replace("'", "") + "': x}}";
    assertThat(outcome(tags).render()).contains("is not the name of a tag");
    assertThat(RulesSchema.complaints(file(tags))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"64, true", "65, false"})
  void aNameHasItsLimit(int length, boolean fits) {
    String tags = "{tags: {" + "a".repeat(length) + ": x}}";
    assertThat(outcome(tags).rules() != null).isEqualTo(fits);
    assertThat(RulesSchema.complaints(file(tags)).isEmpty()).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({"16, true", "17, false"})
  void thereAreNotTooMany(int number, boolean fits) {
    String tags =
        IntStream.range(0, number)
            .mapToObj(i -> "t" + i + ": x")
            .collect(Collectors.joining(", ", "{tags: {", "}}"));
    assertThat(outcome(tags).rules() != null).isEqualTo(fits);
    assertThat(RulesSchema.complaints(file(tags)).isEmpty()).isEqualTo(fits);
  }

  @Test
  void tooManyAreTold() {
    String tags =
        IntStream.range(0, 17).mapToObj(i -> "t" + i + ": x").collect(Collectors.joining(", "));
    assertThat(outcome("{tags: {" + tags + "}}").render())
        .contains(
            "error[R008]: `tags` has 17 tags, and every meter bears them all",
            "= help: keep to 16 at most");
  }

  @ParameterizedTest
  @CsvSource({"128, true", "129, false"})
  void aValueHasItsLimit(int length, boolean fits) {
    assertThat(outcome("{tags: {a: " + "x".repeat(length) + "}}").rules() != null).isEqualTo(fits);
  }

  @Test
  void aValueIsOneLineAndWhatAReferenceLeadsToIsNotShown() {
    assertThat(outcome("{tags: {a: '${TWO}'}}").render())
        .contains("`${TWO}` is too long for a tag, or holds the end of a line")
        .doesNotContain("a\nb");
  }

  @Test
  void twoNamesThatAreOneLabelAreRefused() {
    assertReport(
        "{tags: {a.b: x, a_b: y}}",
        """
        error[R007]: `a_b` and `a.b` are one label for Prometheus
          --> rules.yaml:2:26
           |
         2 | metrics: {tags: {a.b: x, a_b: y}}
           |                          ^^^
          ::: rules.yaml:2:18   first said here
        """);
  }

  @Test
  void tagsAreSettings() {
    assertReport(
        "{tags: [desk], jmxx: on}",
        """
        error[R006]: `tags` takes settings, not a list
          --> rules.yaml:2:17
           |
         2 | metrics: {tags: [desk], jmxx: on}
           |                 ^^^^^^
           = help: write `tags: {desk: fx}`

        error[R004]: unknown setting `jmxx` in `metrics`
          --> rules.yaml:2:25
           |
         2 | metrics: {tags: [desk], jmxx: on}
           |                         ^^^^
           = help: did you mean `jmx`?
        """);
  }

  @Test
  void itIsASection() {
    assertReport(
        "on",
        """
        error[R006]: `metrics` takes settings, not text
          --> rules.yaml:2:10
           |
         2 | metrics: on
           |          ^^
           = help: write `metrics: {jmx: on, tags: {desk: fx}}`
        """);
  }

  private static MetricsSettings read(String metrics) {
    Outcome outcome = outcome(metrics);
    assertThat(outcome.render()).isEmpty();
    assertThat(RulesSchema.complaints(file(metrics))).isEmpty();
    return outcome.rules().metrics();
  }

  private static Outcome outcome(String metrics) {
    return RulesFile.read("rules.yaml", file(metrics), ENVIRONMENT);
  }

  private static String file(String metrics) {
    return "version: 1\nmetrics: " + metrics + "\nrules: {quotes: {method: com.acme.A#get}}\n";
  }

  private static void assertReport(String metrics, String report) {
    Reports.assertReport(file(metrics), ENVIRONMENT, report);
  }
}
