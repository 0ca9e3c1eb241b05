package io.tickcache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosticTest {
  @Test
  void aDiagnosticShowsItsLineWithCaretsUnderTheSpan() {
    SourcePlace place = SourcePlace.ofLine("market-data.yaml", 14, "    tll: 250ms").span(5, 3);

    assertThat(
            Diagnostic.error(DiagnosticCode.R004, "unknown setting `tll` in rule `quotes`")
                .at(place)
                .help("did you mean `ttl`?")
                .build()
                .render())
        .isEqualTo(
            """
            error[R004]: unknown setting `tll` in rule `quotes`
              --> market-data.yaml:14:5
               |
            14 |     tll: 250ms
               |     ^^^
               = help: did you mean `ttl`?
            """);
  }

  @Test
  void aDiagnosticWithoutPlaceHasNotesAndHelpOnly() {
    assertThat(
            Diagnostic.warning(DiagnosticCode.R021, "rule `depth` matched no method")
                .note("it has `getDepth(String, int)`")
                .help("write `getDepth(..)` to match any parameters")
                .build()
                .render())
        .isEqualTo(
            """
            warning[R021]: rule `depth` matched no method
               = note: it has `getDepth(String, int)`
               = help: write `getDepth(..)` to match any parameters
            """);
  }

  @Test
  void theGutterIsAsWideAsTheLineNumber() {
    SourcePlace first = SourcePlace.ofLine("a.yaml", 7, "a: 1");
    SourcePlace place = SourcePlace.ofLine("a.yaml", 1234, "a: 2").span(1, 1);

    assertThat(
            Diagnostic.error(DiagnosticCode.R007, "`a` is said twice")
                .at(place)
                .also(first, "first said here")
                .build()
                .render())
        .isEqualTo(
            """
            error[R007]: `a` is said twice
                --> a.yaml:1234:1
                 |
            1234 | a: 2
                 | ^
                ::: a.yaml:7:1   first said here
            """);
  }

  @Test
  void caretsStayUnderTheSpanBehindTabsAndWideCharacters() {
    assertThat(snippet("\ta: 行情 x", 8, 1))
        .isEqualTo(
            """
             1 |     a: 行情 x
               |             ^
            """);
  }

  @Test
  void ofALongLineOnlyThePartAroundTheSpanIsShown() {
    String line = "x".repeat(300) + "HERE" + "y".repeat(300);

    assertThat(snippet(line, 301, 4))
        .isEqualTo(
            " 1 | ..."
                + "x".repeat(40)
                + "HERE"
                + "y".repeat(76)
                + "...\n   | "
                + " ".repeat(43)
                + "^^^^\n");
  }

  @Test
  void whatCannotBeSeenBecomesVisible() {
    assertThat(snippet("a: \u0007\u202Eb", 4, 1))
        .isEqualTo(
            """
             1 | a: \uFFFD\uFFFDb
               |    ^
            """);
  }

  @Test
  void aSpanPastTheEndOfItsLineStillHasACaret() {
    assertThat(snippet("ab", 3, 5))
        .isEqualTo(
            """
             1 | ab
               |   ^
            """);
  }

  @Test
  void theCodeAndItsTitleAreSaidOnce() {
    Diagnostic diagnostic = Diagnostic.error(DiagnosticCode.R004, "unknown").build();

    assertThat(diagnostic.code()).isEqualTo("R004");
    assertThat(DiagnosticCode.valueOf(diagnostic.code()).title()).isEqualTo("unknown setting");
  }

  private static String snippet(String line, int column, int length) {
    String text =
        Diagnostic.error(DiagnosticCode.R008, "wrong")
            .at(SourcePlace.ofLine("a.yaml", 1, line).span(column, length))
            .build()
            .render();
    return text.substring(text.indexOf("|\n") + 2);
  }
}
