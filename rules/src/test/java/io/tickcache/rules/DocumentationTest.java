package io.tickcache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentationTest {
  private static final Path PAGE = Path.of("..", "docs", "rules.md");

  @ParameterizedTest
  @EnumSource
  void everyCodeIsExplainedOnThePageOfTheRulesFile(DiagnosticCode code) throws IOException {
    assertThat(Files.readString(PAGE)).contains("| " + code + " | " + code.title() + " | ");
  }
}
