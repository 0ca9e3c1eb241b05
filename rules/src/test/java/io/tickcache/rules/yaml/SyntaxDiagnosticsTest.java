package io.tickcache.rules.yaml;

import static io.tickcache.rules.yaml.Reports.assertReport;

import org.junit.jupiter.api.Test;

/** The exact text of the diagnostics of a file that can't be taken apart: syntax and limits. */
class SyntaxDiagnosticsTest {
  @Test
  void aTabInTheIndentationIsNamed() {
    assertReport(
        """
        version: 1
        rules:
        \tquotes:
        """,
        """
        error[R002]: a tab stands where only spaces may
          --> rules.yaml:3:1
           |
         3 |     quotes:
           | ^^^^
           = help: indent with spaces
        """);
  }

  @Test
  void aSecondColonIsShown() {
    assertReport(
        """
        version: 1
        rules: quotes: a
        """,
        """
        error[R002]: a second `:` stands in one setting
          --> rules.yaml:2:14
           |
         2 | rules: quotes: a
           |              ^
           = help: put text that holds `: ` between quotes, or mend the indentation
        """);
  }

  @Test
  void aLineWithoutColonIsShown() {
    assertReport(
        """
        version: 1
        rules
        redis: {}
        """,
        """
        error[R002]: the line is not of the form `name: value`
          --> rules.yaml:2:1
           |
         2 | rules
           | ^
           = help: indent all settings of a block alike, with spaces
        """);
  }

  @Test
  void indentationThatFitsNothingIsShown() {
    assertReport(
        """
        version: 1
        rules:
            quotes:
              ttl: 5s
           depth:
              ttl: 5s
        """,
        """
        error[R002]: the indentation does not fit the lines above
          --> rules.yaml:5:4
           |
         5 |    depth:
           |    ^
           = help: indent all settings of a block alike, with spaces
        """);
  }

  @Test
  void aQuoteLeftOpenIsShownWhereItOpens() {
    assertReport(
        """
        version: 1
        redis:
          uri: "redis://cache
        rules: {}
        """,
        """
        error[R002]: the quote that opens here is not closed
          --> rules.yaml:3:8
           |
         3 |   uri: "redis://cache
           |        ^
        """);
  }

  @Test
  void aBracketLeftOpenIsShown() {
    assertReport(
        """
        version: 1
        rules:
          quotes: {ttl: 5s
          depth: {ttl: 5s}
        """,
        """
        error[R002]: a bracket is not closed before this
          --> rules.yaml:4:8
           |
         4 |   depth: {ttl: 5s}
           |        ^
        """);
  }

  @Test
  void anAliasWithoutAnchorIsShown() {
    assertReport(
        """
        version: 1
        rules: *nothing
        """,
        """
        error[R002]: the alias has no anchor above it
          --> rules.yaml:2:8
           |
         2 | rules: *nothing
           |        ^
        """);
  }

  @Test
  void aSecondDocumentIsShown() {
    assertReport(
        """
        version: 1
        ---
        version: 1
        """,
        """
        error[R002]: a second document starts here
          --> rules.yaml:2:1
           |
         2 | ---
           | ^
           = help: keep one document in a file
        """);
  }

  @Test
  void whatNoTextHoldsIsShown() {
    assertReport(
        """
        version: 1
        rules: \0
        """,
        """
        error[R002]: the character U+0000 is not text
          --> rules.yaml:2:8
           |
         2 | rules: �
           |        ^
        """);
  }

  @Test
  void aTagOfAClassIsNotObeyed() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            ttl: !!java.net.URL [x]
        """,
        """
        error[R002]: the tag has no meaning in a rules file
          --> rules.yaml:5:10
           |
         5 |     ttl: !!java.net.URL [x]
           |          ^
           = help: leave it out
        """);
  }

  @Test
  void otherSyntaxIsExplainedInTheWordsOfYaml() {
    assertReport(
        """
        version: 1
        rules: @quotes
        """,
        """
        error[R002]: the text is not YAML here
          --> rules.yaml:2:8
           |
         2 | rules: @quotes
           |        ^
           = note: found character '@' that cannot start any token. (Do not use @ for indentation)
        """);
  }

  @Test
  void aFileIsNotNestedWithoutEnd() {
    assertReport(
        """
        rules: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
        """,
        """
        error[R018]: the file is nested more than 30 levels deep
        """);
  }

  @Test
  void aFileIsNoLargerWithItsAliasesWrittenOut() {
    assertReport(
        """
        a: &a [xxxxxxxx, xxxxxxxx]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
        d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
        e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
        f: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
        """,
        """
        error[R018]: the file is larger than 1 MiB with its aliases written out
           = help: say shared settings once, under `defaults`
        """);
  }

  @Test
  void aFileHasNoAliasesWithoutEnd() {
    assertReport(
        """
        all:
          - &a [x]
          - [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
        """,
        """
        error[R018]: the file has more than 50 aliases of blocks
           = help: say shared settings once, under `defaults`
        """);
  }
}
