package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.LogLevel;
import io.tickcache.rules.LogSettings;
import io.tickcache.rules.RuleSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent tells and where, and what is said of mistakes in that. */
class LogDiagnosticsTest {
  private static final Environment ENVIRONMENT =
      new FixedEnvironment(Map.of("LOGS", "/var/log", "EMPTY", ""), Map.of("/log", "a.log\n"));

  @Test
  void withoutASectionItIsStandardError() {
    LogSettings settings =
        RulesFile.read("rules.yaml", "version: 1\nrules: {q: {method: A#a}}\n", ENVIRONMENT)
            .rules()
            .log();

    assertThat(settings).isEqualTo(LogSettings.defaults());
    assertThat(settings.file()).isNull();
    assertThat(settings.level()).isEqualTo(LogLevel.INFO);
    assertThat(settings.maxBytes()).isEqualTo(10L << 20);
    assertThat(settings.keep()).isEqualTo(5);
  }

  @Test
  void whatIsSaidCounts() {
    assertThat(read("{level: warn, file: '${LOGS}/a.log', max-size: 64KB, keep: 0}"))
        .isEqualTo(new LogSettings(LogLevel.WARN, "/var/log/a.log", 64 << 10, 0));
    assertThat(read("{keep: 100, file: b.log}").keep()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({"error, ERROR", "warn, WARN", "info, INFO", "debug, DEBUG"})
  void aLevelIsOneOfFour(String word, LogLevel level) {
    assertThat(read("{level: " + word + "}").level()).isEqualTo(level);
  }

  @Test
  void anEmptyFileIsNone() {
    assertThat(read("{file: '${EMPTY}'}").file()).isNull();
  }

  @Test
  void theSameTextMayNameAnotherFile() {
    RuleSet first = outcome("{file: '${file:/log}'}").rules();
    Environment later = new FixedEnvironment(Map.of(), Map.of("/log", "b.log\n"));
    RuleSet second = RulesFile.read("rules.yaml", file("{file: '${file:/log}'}"), later).rules();

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(second.saysAs(first)).isFalse();
    assertThat(outcome("{file: '${file:/log}'}").rules().saysAs(first)).isTrue();
  }

  @Test
  void aLevelThatIsNoneIsRefused() {
    assertReport(
        "{level: warning, kep: 5}",
        """
        error[R008]: `warning` is not one of `error`, `warn`, `info`, `debug`
          --> rules.yaml:2:14
           |
         2 | log: {level: warning, kep: 5}
           |              ^^^^^^^

        error[R004]: unknown setting `kep` in `log`
          --> rules.yaml:2:23
           |
         2 | log: {level: warning, kep: 5}
           |                       ^^^
           = help: did you mean `keep`?
        """);
  }

  @Test
  void aDirectoryIsNoFile() {
    assertReport(
        "{file: /var/log/}",
        """
        error[R008]: `/var/log/` is a directory
          --> rules.yaml:2:13
           |
         2 | log: {file: /var/log/}
           |             ^^^^^^^^^
           = help: name `/var/log/tickcache.log`
        """);
  }

  @Test
  void whatAReferenceLeadsToIsNotShown() {
    assertThat(outcome("{file: '${LOGS}/'}").render())
        .contains("`${LOGS}/` is a directory", "= help: name a file in it")
        .doesNotContain("/var/log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stderr", "stdout", "'-'", "console"})
  void aStreamIsNoFile(String stream) {
    assertThat(outcome("{file: " + stream + "}").render())
        .contains("is not a file", "= help: leave `file` out: the log is on standard error");
  }

  @ParameterizedTest
  @CsvSource({
    "max-size: 10, `10` has no unit",
    "max-size: 1B, `1B` is not a size",
    "max-size: 1023GB1, `1023GB1` is not a size",
    "keep: -1, `-1` is not a whole number",
    "keep: 101, `101` is not between `0` and `100`",
    "keep: few, `few` is not a whole number"
  })
  void boundsHaveTheirLimits(String setting, String complaint) {
    assertThat(outcome("{file: a.log, " + setting + "}").render()).contains(complaint);
  }

  @Test
  void boundsOfNoFileAreTold() {
    assertReport(
        "{max-size: 1MB, keep: 3}",
        """
        warning[R019]: `max-size` has no effect without `file`
          --> rules.yaml:2:7
           |
         2 | log: {max-size: 1MB, keep: 3}
           |       ^^^^^^^^

        warning[R019]: `keep` has no effect without `file`
          --> rules.yaml:2:22
           |
         2 | log: {max-size: 1MB, keep: 3}
           |                      ^^^^
        """);
  }

  @Test
  void itIsASection() {
    assertReport(
        "debug",
        """
        error[R006]: `log` takes settings, not text
          --> rules.yaml:2:6
           |
         2 | log: debug
           |      ^^^^^
           = help: write `log: {level: info, file: /var/log/tickcache.log}`
        """);
  }

  private static LogSettings read(String log) {
    Outcome outcome = outcome(log);
    assertThat(outcome.render()).isEmpty();
    assertThat(RulesSchema.complaints(file(log))).isEmpty();
    return outcome.rules().log();
  }

  private static Outcome outcome(String log) {
    return RulesFile.read("rules.yaml", file(log), ENVIRONMENT);
  }

  private static String file(String log) {
    return "version: 1\nlog: " + log + "\nrules: {quotes: {method: com.acme.A#get}}\n";
  }

  private static void assertReport(String log, String report) {
    Reports.assertReport(file(log), ENVIRONMENT, report);
  }
}
