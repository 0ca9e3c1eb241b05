package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.rules.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modes and comments come into a rules file, and nothing else of it changes. */
class RulesEditTest {

  private static final String HEAD = "version: 1\ndefaults: {mode: observe}\nrules:\n";

  private static RulesEdit edit(String text) throws UneditableException {
    return RulesEdit.of(RulesText.of("r.yaml", text), FixedEnvironment.EMPTY);
  }

  /** The text with the rule {@code quotes} in shadow. */
  private static String shadowed(String text) throws UneditableException {
    RulesEdit edit = edit(text);
    edit.mode("quotes", Mode.SHADOW);
    return edit.text();
  }

  private static String rules(String... lines) {
    return HEAD + String.join("\n", lines) + "\n";
  }

  @Test
  void aModeIsReplacedWhereItStands() throws UneditableException {
    String text =
        rules(
            "  # of Anna",
            "  quotes:   # level one",
            "    method: a.B#c(String)",
            "    mode: observe   # for now",
            "",
            "  depth:  {method: a.B#d(String),   ttl: 5s}");

    assertThat(shadowed(text)).isEqualTo(text.replace("mode: observe   #", "mode: shadow   #"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mode: observe|mode: shadow",
        "mode:  'observe'  # so|mode:  'shadow'  # so",
        "\"mode\": \"observe\"|\"mode\": \"shadow\"",
        "mode: &m observe|mode: &m shadow",
        "mode: !!str observe|mode: !!str shadow",
        "mode : observe|mode : shadow",
        "mode: \"obs\\x65rve\"|mode: \"shadow\"",
      })
  void aModeKeepsItsForm(String before, String after) throws UneditableException {
    assertThat(shadowed(rules("  quotes:", "    " + before, "    method: a.B#c(String)")))
        .isEqualTo(rules("  quotes:", "    " + after, "    method: a.B#c(String)"));
    assertThat(shadowed(rules("  quotes: {method: a.B#c(String), " + uncommented(before) + " }")))
        .isEqualTo(rules("  quotes: {method: a.B#c(String), " + uncommented(after) + " }"));
  }

  private static String uncommented(String line) {
    return line.replace(" # so", "");
  }

  @Test
  void aModeInABlockOfTextIsReplaced() throws UneditableException {
    assertThat(
            shadowed(
                rules("  quotes:", "    mode: >-", "      observe", "    method: a.B#c(String)")))
        .isEqualTo(rules("  quotes:", "    mode: shadow", "    method: a.B#c(String)"));
  }

  @Test
  void aModeOfTheDefaultsIsSaidInTheRule() throws UneditableException {
    assertThat(
            shadowed(
                rules(
                    "    quotes:",
                    "      ttl: 5s",
                    "      method: a.B#c(String) # this",
                    "      key: [ ]",
                    "    depth: {method: a.B#d(String)}")))
        .isEqualTo(
            rules(
                "    quotes:",
                "      ttl: 5s",
                "      method: a.B#c(String) # this",
                "      mode: shadow",
                "      key: [ ]",
                "    depth: {method: a.B#d(String)}"));
  }

  @Test
  void whereTheMethodTakesMoreThanItsLineTheModeComesFirst() throws UneditableException {
    assertThat(shadowed(rules("  quotes:", "    method: >-", "      a.B#c(String)", "    ttl: 5s")))
        .isEqualTo(
            rules(
                "  quotes:",
                "    mode: shadow",
                "    method: >-",
                "      a.B#c(String)",
                "    ttl: 5s"));
  }

  @Test
  void theLastLineNeedsNoEnd() throws UneditableException {
    assertThat(shadowed(HEAD + "  quotes:\n    method: a.B#c(String)"))
        .isEqualTo(HEAD + "  quotes:\n    method: a.B#c(String)\n    mode: shadow");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "  quotes: {method: a.B#c(String)}|  quotes: {mode: shadow, method: a.B#c(String)}",
        "  quotes: { method: a.B#c(String), }|  quotes: { mode: shadow, method: a.B#c(String), }",
        "  \"quotes\": {\"method\": \"a.B#c(String)\"}"
            + "|  \"quotes\": {\"mode\": \"shadow\", \"method\": \"a.B#c(String)\"}",
        "  'quotes': &q {'method': a.B#c(String)}"
            + "|  'quotes': &q {'mode': 'shadow', 'method': a.B#c(String)}",
        "  {depth: {method: a.B#d(String)}, quotes: {method: a.B#c(String)}}"
            + "|  {depth: {method: a.B#d(String)}, quotes: {mode: shadow, method: a.B#c(String)}}",
      })
  void braceForBraceAModeIsAdded(String before, String after) throws UneditableException {
    assertThat(shadowed(rules(before))).isEqualTo(rules(after));
  }

  @Test
  void bracesOverManyLinesStayAsTheyAre() throws UneditableException {
    assertThat(
            shadowed(
                rules("  quotes: {", "      method: a.B#c(String),  # one", "      ttl: 5s }")))
        .isEqualTo(
            rules(
                "  quotes: {",
                "      mode: shadow, method: a.B#c(String),  # one",
                "      ttl: 5s }"));
  }

  @Test
  void aFileOfJsonStaysOne() throws UneditableException {
    assertThat(
            shadowed(
                "{\"version\": \"1\", \"rules\": {\"quotes\": {\"method\": \"a.B#c(String)\"}}}"))
        .isEqualTo(
            "{\"version\": \"1\", \"rules\": {\"quotes\":"
                + " {\"mode\": \"shadow\", \"method\": \"a.B#c(String)\"}}}");
  }

  @Test
  void linesAreBrokenAsTheyWereAndCountedInLetters() throws UneditableException {
    String text =
        "\uFEFF# \uD83D\uDCC8 Kurse für Zürich\n"
            + rules("  quotes:", "    when: {arg1: \"\uD83D\uDE80\"}", "    method: a.B#c(..)");
    String added = text.replace("a.B#c(..)", "a.B#c(..)\n    mode: shadow");

    assertThat(shadowed(text.replace("\n", "\r\n"))).isEqualTo(added.replace("\n", "\r\n"));
    assertThat(shadowed(text.replace("\n", "\r"))).isEqualTo(added.replace("\n", "\r"));
    assertThat(shadowed(text)).isEqualTo(added);
  }

  @Test
  void othersKeepWhatTheyHaveByAnAlias() throws UneditableException {
    String text =
        rules(
            "  quotes: {method: a.B#c(String), mode: &m observe}",
            "  depth: {method: a.B#d(String), mode: *m}",
            "  book:",
            "    mode: *m # too",
            "    method: a.B#e(String)");

    assertThat(shadowed(text))
        .isEqualTo(
            text.replace("&m observe", "&m shadow")
                .replace("mode: *m}", "mode: observe}")
                .replace("*m #", "observe #"));
    RulesEdit other = edit(text);
    other.mode("depth", Mode.OFF);
    assertThat(other.text()).isEqualTo(text.replace("mode: *m}", "mode: off}"));
    RulesEdit both = edit(text);
    both.mode("quotes", Mode.SHADOW);
    both.mode("depth", Mode.SHADOW);
    both.mode("book", Mode.SHADOW);
    assertThat(both.text()).isEqualTo(text.replace("&m observe", "&m shadow"));
  }

  @Test
  void settingsThatAreSaidByAliasesStay() throws UneditableException {
    String text =
        rules(
            "  depth:",
            "    method: &d a.B#c",
            "    when: &w {arg0: A}",
            "    mode: off",
            "  quotes:",
            "    when: *w",
            "    method: a.B#d");

    assertThat(shadowed(text)).isEqualTo(text.replace("a.B#d", "a.B#d\n    mode: shadow"));
  }

  @Test
  void aModeThatIsInForceIsNotSaidAgain() throws UneditableException {
    String text = rules("  quotes: {method: a.B#c(String)}");
    RulesEdit edit = edit(text);
    edit.mode("quotes", Mode.OBSERVE);
    assertThat(edit.text()).isEqualTo(text);

    String bare = "version: 1\nrules: {quotes: {method: a.B#c(String)}}";
    RulesEdit cached = edit(bare);
    cached.mode("quotes", Mode.CACHE);
    assertThat(cached.text()).isEqualTo(bare);
  }

  @Test
  void aCommentStandsAboveItsRuleAndTakesThePlaceOfAFormerOne() throws UneditableException {
    String text =
        rules(
            "  # of Anna",
            "  quotes:",
            "    method: a.B#c(String)",
            "  # suggest: of Tom",
            "",
            "  depth: {method: a.B#d(String)}");
    RulesEdit first = edit(text);
    first.comment("quotes", List.of("one", "two"));
    first.comment("depth", List.of("three"));
    String once =
        text.replace("  quotes", "  # suggest: one\n  # suggest: two\n  quotes")
            .replace("  depth", "  # suggest: three\n  depth");
    assertThat(first.text()).isEqualTo(once);

    RulesEdit again = edit(once);
    again.comment("quotes", List.of("other"));
    assertThat(again.text())
        .isEqualTo(once.replace("# suggest: one\n  # suggest: two", "# suggest: other"));
    RulesEdit windows = edit(once.replace("\n", "\r\n"));
    windows.comment("quotes", List.of("other"));
    assertThat(windows.text()).isEqualTo(again.text().replace("\n", "\r\n"));
  }

  @Test
  void rulesOfOneLineHaveTheirCommentsAboveIt() throws UneditableException {
    String text = "{version: 1, rules: {a: {method: a.B#c}, b: {method: a.B#d}}}";
    RulesEdit edit = edit(text);
    edit.comment("b", List.of("of b"));
    edit.comment("a", List.of("of a"));
    edit.mode("a", Mode.OBSERVE);
    assertThat(edit.text())
        .isEqualTo(
            "# suggest: of a\n# suggest: of b\n"
                + text.replace("{method: a.B#c", "{mode: observe, method: a.B#c"));
  }

  @Test
  void aCommentCanSayNothingElse() throws UneditableException {
    String text = rules("  quotes: {method: a.B#c(String)}");
    RulesEdit edit = edit(text);
    edit.comment("quotes", List.of("a\n  depth: {}\r\u2028\u0000\u0085b \uD83D\uDCC8"));
    assertThat(edit.text())
        .isEqualTo(
            text.replace("  quotes", "  # suggest: a?  depth: {}????b \uD83D\uDCC8\n  quotes"));
  }

  @Test
  void referencesThatAreUnknownHereStay() throws UneditableException {
    String text =
        "redis: {uri: \"${REDIS}\"}\n"
            + rules("  quotes: {method: a.B#c(String), ttl: \"${TTL}\"}");
    assertThat(shadowed(text)).isEqualTo(text.replace("{method", "{mode: shadow, method"));
  }

  @Test
  void aModeBehindAReferenceIsTold() throws UneditableException {
    String text =
        "version: 1\ndefaults: {mode: \"${MODE}\"}\n"
            + "rules: {a: {method: a.B#c}, b: {method: a.B#d, mode: off}}";
    assertThat(edit(text).hasModeOfReference("a")).isTrue();
    assertThat(edit(text).hasModeOfReference("b")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The defaults have the rule's mode, so other rules would change with it.
        "version: 1\nrules: {quotes: {method: a.B#c, mode: &m observe}, b: {method: a.B#d}}\n"
            + "defaults: {mode: *m}",
        // The same where the rules can't be read here.
        "version: 1\nrules: {quotes: {method: a.B#c, ttl: \"${TTL}\", mode: &m observe}}\n"
            + "defaults: {mode: *m}",
        // A comment in front of this line would be part of a text.
        "version: 1\nrules: {b: {method: \"a.B#d(\n  String)\"}, quotes: {method: a.B#c}}",
        "version: 1\nrules: {b: {method: a.B#d}}",
        "version: 1\nrules:\n  ? quotes\n  : method: a.B#c\n    ttl: 5s",
      })
  void whatCanNotBeEditedIsLeftAlone(String text) throws UneditableException {
    RulesEdit edit = edit(text);
    edit.mode("quotes", Mode.SHADOW);
    edit.comment("quotes", List.of("so"));
    assertThatThrownBy(edit::text)
        .isInstanceOf(UneditableException.class)
        .hasMessageContaining("`r.yaml` is written in a way that it can't be edited in: ");
  }

  @Test
  void whatIsNoYamlIsNotEdited() {
    assertThatThrownBy(() -> edit("rules: [")).isInstanceOf(UneditableException.class);
  }
}
