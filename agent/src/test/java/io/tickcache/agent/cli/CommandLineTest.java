package io.tickcache.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How commands are found, and what a wrong call is answered with. */
class CommandLineTest {

  private final Said said = new Said();

  @Test
  void withoutACommandTheUsageIsShown() {
    assertThat(said.run()).isEqualTo(2);
    assertThat(said.errors())
        .contains("Usage: java -jar tickcache-agent.jar", "check", "scan", "-javaagent:");
    assertThat(said.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "chekc, there is no command `chekc`; did you mean `check`?",
    "frobnicate, there is no command `frobnicate`",
    "--loud, there is no option `--loud`",
    "check, FILE is missing",
    "check a.yaml b.yaml, `b.yaml` is one argument too many",
    "check a.yaml --claspath x, there is no option `--claspath`; did you mean `--classpath`?",
    "scan, `--classpath PATH` is missing"
  })
  void aWrongCallIsToldInPlainWords(String call, String sentence) {
    assertThat(said.run((Object[]) call.split(" "))).isEqualTo(2);
    assertThat(said.errors().lines()).first().isEqualTo("tickcache: " + sentence);
    assertThat(said.errors().lines()).hasSize(2);
    assertThat(said.errors()).contains("--help` tells more");
  }

  @ParameterizedTest
  @CsvSource({"check, FILE", "scan, -cp=PATH"})
  void everyCommandExplainsItself(String command, String part) {
    assertThat(said.run(command, "--help")).isZero();
    assertThat(said.out())
        .contains("Usage: java -jar tickcache-agent.jar " + command, part, "Exit status:");
  }

  @Test
  void theVersionIsTold() {
    assertThat(said.run("--version")).isZero();
    assertThat(said.run("check", "--version")).isZero();
    assertThat(said.out().lines()).hasSize(2).allMatch(line -> line.startsWith("Tickcache"));
  }
}
