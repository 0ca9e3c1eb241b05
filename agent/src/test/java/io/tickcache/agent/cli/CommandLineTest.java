package io.tickcache.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final CommandLine commands =
      new CommandLine(new PrintStream(said, true, StandardCharsets.UTF_8));

  @Test
  void aGoodFileEndsWithZero(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(folder.resolve("good.yaml"), "version: 1\nrules: {q: {method: a.B#c}}\n");
    assertThat(commands.execute("check", file.toString())).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("no mistakes");
  }

  @Test
  void mistakesAreToldAndEndWithOne(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bad.yaml"), "version: 1\nrules: {q: {method: a.B#c, tll: 5s}}\n");
    assertThat(commands.execute("check", file.toString())).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("error[R004]: unknown setting `tll`", "did you mean `ttl`?");
  }

  @Test
  void anythingElseIsAnsweredWithTheUsage() {
    assertThat(commands.execute()).isEqualTo(2);
    assertThat(commands.execute("chekc", "a.yaml")).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("usage:");
  }
}
