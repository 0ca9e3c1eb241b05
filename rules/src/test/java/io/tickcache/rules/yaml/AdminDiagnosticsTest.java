package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.AdminSettings;
import io.tickcache.rules.HostPort;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the agent may open a port, and what is said of mistakes in that. */
class AdminDiagnosticsTest {
  private static final Environment SECRETS =
      new FixedEnvironment(Map.of("TOKEN", "s3cret", "EMPTY", "", "SPACED", "s3c ret"), Map.of());

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9464, 127.0.0.1, 9464",
    "127.9.9.9:0, 127.9.9.9, 0",
    "localhost:65535, localhost, 65535",
    "[::1]:80, ::1, 80",
    "[0:0:0:0:0:0:0:1]:80, 0:0:0:0:0:0:0:1, 80"
  })
  void whatOnlyThisHostReachesNeedsNoToken(String listen, String host, int port) {
    AdminSettings settings = read("{listen: '" + listen + "'}");

    assertThat(settings).isEqualTo(new AdminSettings(new HostPort(host, port), null));
    assertThat(settings.isLoopback()).isTrue();
    assertThat(RulesSchema.complaints(file("{listen: '" + listen + "'}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:1",
        "[::]:1",
        "10.1.2.3:1",
        "trader-7:1",
        "127.0.0.1.example.com:1",
        "[::2]:1",
        "localhost.example.com:1"
      })
  void whatOtherHostsReachNeedsAToken(String listen) {
    assertThat(outcome("{listen: '" + listen + "'}").render())
        .contains("error[R005]: `listen` lets other hosts in, and there is no `token`");
    AdminSettings settings = read("{listen: '" + listen + "', token: '${TOKEN}'}");

    assertThat(settings.token()).isEqualTo("s3cret");
    assertThat(settings.isLoopback()).isFalse();
    assertThat(settings.toString()).doesNotContain("s3cret");
    assertThat(RulesSchema.complaints(file("{listen: '" + listen + "'}"))).isNotEmpty();
  }

  @Test
  void anEmptyTokenIsNone() {
    assertThat(read("{listen: '127.0.0.1:1', token: '${EMPTY}'}").token()).isNull();
  }

  @Test
  void symbolsAreToldOnlyWhereTheFileSaysSo() {
    assertThat(read("{listen: '127.0.0.1:1'}").symbols()).isFalse();
    assertThat(read("{listen: '127.0.0.1:1', symbols: off}").symbols()).isFalse();
    assertThat(read("{listen: '127.0.0.1:1', symbols: on}").symbols()).isTrue();
    assertThat(RulesSchema.complaints(file("{listen: '127.0.0.1:1', symbols: on}"))).isEmpty();
    assertThat(RulesSchema.complaints(file("{listen: '127.0.0.1:1', symbols: maybe}")))
        .isNotEmpty();
    assertReport(
        "{listen: 127.0.0.1:1, symbols: yes}",
        """
        error[R008]: `yes` is not one of `on`, `off`
          --> rules.yaml:2:39
           |
         2 | admin: {listen: 127.0.0.1:1, symbols: yes}
           |                                       ^^^
           = help: did you mean `on`?
        """);
  }

  @Test
  void withoutASectionNoPortIsOpened() {
    assertThat(
            RulesFile.read("rules.yaml", "version: 1\nrules: {q: {method: A#a}}\n", SECRETS)
                .rules()
                .admin())
        .isNull();
  }

  @Test
  void anOpenPortIsRefused() {
    assertReport(
        "{listen: 0.0.0.0:9464}",
        """
        error[R005]: `listen` lets other hosts in, and there is no `token`
          --> rules.yaml:2:17
           |
         2 | admin: {listen: 0.0.0.0:9464}
           |                 ^^^^^^^^^^^^
           = help: add `token: "${TICKCACHE_TOKEN}"`, or listen on `127.0.0.1`
        """);
  }

  @Test
  void anOpenPortWithAnEmptyTokenIsRefused() {
    assertReport(
        "{listen: 0.0.0.0:9464, token: \"${EMPTY}\"}",
        """
        error[R008]: `token` is empty, and `listen` lets other hosts in
          --> rules.yaml:2:38
           |
         2 | admin: {listen: 0.0.0.0:9464, token: "${EMPTY}"}
           |                                      ^^^^^^^^^^
          ::: rules.yaml:2:17   other hosts reach this address
           = help: set the variable or the file that it comes from, or listen on `127.0.0.1`
        """);
  }

  @Test
  void aTokenThatNoHeaderCanCarryIsRefusedAndNotShown() {
    assertReport(
        "{listen: 0.0.0.0:9464, token: \"s3c ret\"}",
        """
        error[R008]: the token holds a space, or a character that no HTTP header can carry
          --> rules.yaml:2:38
           |
         2 | admin: {listen: 0.0.0.0:9464, token: **** ****}
           |                                      ^^^^^^^^^
           = help: make it of letters, digits and signs of ASCII
        """);
    assertThat(outcome("{listen: 127.0.0.1:1, token: '${SPACED}'}").render())
        .contains("the token holds a space")
        .doesNotContain("s3c");
  }

  @Test
  void aPortAloneIsCompleted() {
    assertReport(
        "{listen: 9464}",
        """
        error[R008]: `9464` is not a host and a port
          --> rules.yaml:2:17
           |
         2 | admin: {listen: 9464}
           |                 ^^^^
           = help: write host and port: `127.0.0.1:9464`
        """);
  }

  @Test
  void aPortHasItsLimits() {
    assertReport(
        "{listen: 127.0.0.1:65536}",
        """
        error[R008]: `127.0.0.1:65536` has a port that is not between `0` and `65535`
          --> rules.yaml:2:17
           |
         2 | admin: {listen: 127.0.0.1:65536}
           |                 ^^^^^^^^^^^^^^^
        """);
  }

  @Test
  void anAddressOfNumbersIsOne() {
    assertReport(
        "{listen: 127.0.0.256:1}",
        """
        error[R008]: `127.0.0.256:1` holds an address that is none
          --> rules.yaml:2:17
           |
         2 | admin: {listen: 127.0.0.256:1}
           |                 ^^^^^^^^^^^^^
           = help: write host and port: `127.0.0.1:9464`
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "':1'",
        "'*:1'",
        "'::1:1'",
        "'http://a:1'",
        "'a b:1'",
        "'a:'",
        "'a:-1'",
        "'[1]:1'"
      })
  void whatIsNoHostAndPortIsRefused(String listen) {
    assertThat(outcome("{listen: " + listen + ", token: abc}").render())
        .contains("is not a host and a port", "write host and port: `127.0.0.1:9464`");
  }

  @Test
  void aSectionSaysWhereItListens() {
    assertReport(
        "{tokn: \"${TOKEN}\"}",
        """
        error[R005]: `admin` has no `listen`
          --> rules.yaml:2:1
           |
         2 | admin: {tokn: "${TOKEN}"}
           | ^^^^^
           = help: say where the port is opened: `listen: 127.0.0.1:9464`

        error[R004]: unknown setting `tokn` in `admin`
          --> rules.yaml:2:9
           |
         2 | admin: {tokn: "${TOKEN}"}
           |         ^^^^
           = help: did you mean `token`?
        """);
  }

  @Test
  void itIsASection() {
    assertReport(
        "127.0.0.1:9464",
        """
        error[R006]: `admin` takes settings, not text
          --> rules.yaml:2:8
           |
         2 | admin: 127.0.0.1:9464
           |        ^^^^^^^^^^^^^^
           = help: write `admin: {listen: 127.0.0.1:9464}`
        """);
  }

  private static AdminSettings read(String admin) {
    Outcome outcome = outcome(admin);
    assertThat(outcome.render()).isEmpty();
    return outcome.rules().admin();
  }

  private static Outcome outcome(String admin) {
    return RulesFile.read("rules.yaml", file(admin), SECRETS);
  }

  private static String file(String admin) {
    return "version: 1\nadmin: " + admin + "\nrules: {quotes: {method: com.acme.A#get}}\n";
  }

  private static void assertReport(String admin, String report) {
    Reports.assertReport(file(admin), SECRETS, report);
  }
}
