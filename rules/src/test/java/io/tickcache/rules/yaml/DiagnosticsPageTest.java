package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosticsPageTest {
  @ParameterizedTest
  @EnumSource(from = "R001", to = "R019")
  void anExampleShowsItsOwnMistakeAndNoOther(DiagnosticCode code) {
    assertThat(DiagnosticsPage.outcome(DiagnosticsPage.file(code)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(code.name());
  }

  @Test
  void thePageIsWhatTheCodesSay() throws IOException {
    if (Boolean.getBoolean("page.write")) {
      DiagnosticsPage.main();
    }
    assertThat(Files.readString(DiagnosticsPage.PAGE))
        .as(
            "docs/diagnostics.md is generated; write it anew with"
                + " `mvn -pl rules test -Dtest=DiagnosticsPageTest -Dpage.write=true`")
        .isEqualTo(DiagnosticsPage.text());
  }
}
