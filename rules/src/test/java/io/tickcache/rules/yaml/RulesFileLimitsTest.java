package io.tickcache.rules.yaml;

import static io.tickcache.rules.yaml.BrokenYaml.assertRulesOrDiagnostics;
import static io.tickcache.rules.yaml.BrokenYaml.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.DiagnosticCode;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No text of the size that is read costs more than its length. */
class RulesFileLimitsTest {
  private static final int LARGEST = RulesFile.LARGEST;
  private static final String RULE = "version: 1\nrules: {q: {method: 'A#a', ";
  private static final String REDIS = "version: 1\nrules: {q: {method: 'A#a'}}\nredis: {uri: ";

  @Property(tries = 50)
  void nestingGivesDiagnostics(@ForAll @IntRange(min = 100, max = 100_000) int depth) {
    assertThat(assertRulesOrDiagnostics("[".repeat(depth)).rules()).isNull();
    assertThat(assertRulesOrDiagnostics("{a: ".repeat(depth)).rules()).isNull();
    assertThat(assertRulesOrDiagnostics("- ".repeat(depth)).rules()).isNull();
    assertThat(assertRulesOrDiagnostics("? ".repeat(depth)).rules()).isNull();
  }

  @Property(tries = 100)
  void aliasesOfAliasesGiveDiagnostics(
      @ForAll @IntRange(min = 2, max = 40) int width,
      @ForAll @IntRange(min = 2, max = 60) int levels,
      @ForAll @IntRange(min = 0, max = 2) int kind) {
    StringBuilder bomb = new StringBuilder("version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < levels; i++) {
      bomb.append("a" + i + ": &a" + i + " " + block("*a" + (i - 1), width, kind) + "\n");
    }
    String last = "*a" + (levels - 1);

    assertThat(assertRulesOrDiagnostics(bomb + "rules: " + last).rules()).isNull();
    assertThat(assertRulesOrDiagnostics(bomb + "rules: {q: " + last + "}").rules()).isNull();
    assertThat(assertRulesOrDiagnostics(bomb + last + " : x").rules()).isNull();
  }

  private static String block(String alias, int width, int kind) {
    Stream<Integer> positions = IntStream.range(0, width).boxed();
    return switch (kind) {
      case 0 -> positions.map(i -> alias).toList().toString();
      case 1 -> "{" + String.join(", ", positions.map(i -> "k" + i + ": " + alias).toList()) + "}";
      default -> "{" + "<<: " + alias + ", b: " + alias + "}";
    };
  }

  @Test
  void aLongTextWithManyAliasesIsRefusedInLittleTime() {
    String text =
        "version: 1\nlong: &a '" + "x".repeat(LARGEST / 2) + "'\nrules:\n  q:\n    key: [";

    assertLimit(text + "*a , ".repeat(LARGEST / 11) + "]\n");
  }

  @Test
  void aLongBlockWithManyAliasesIsRefusedInLittleTime() {
    StringBuilder text = new StringBuilder("version: 1\nlong: &a\n");
    for (int i = 0; text.length() < LARGEST - 1000; i++) {
      text.append("  ").append(Integer.toString(i, 36)).append(": x\n");
    }
    text.append("rules:\n");
    for (int i = 0; i < 49; i++) {
      text.append("  q").append(i).append(": *a\n");
    }

    assertLimit(text.toString());
  }

  @Test
  void aBlockOfModestSizeMayBeSharedByManyRules() {
    StringBuilder text =
        new StringBuilder("version: 1\nrules:\n  q: {method: A#a, key: &key [arg1, arg2]}\n");
    for (int i = 0; i < 49; i++) {
      text.append("  q" + i + ": {method: A#a" + i + ", key: *key}\n");
    }

    assertThat(assertRulesOrDiagnostics(text.toString()).rules()).isNotNull();
  }

  @Test
  void referencesAreReplacedUpToTheSizeOfAFile() {
    FixedEnvironment large = new FixedEnvironment(Map.of("A", "x".repeat(50_000)), Map.of());
    String text = RULE + "mode: '" + "${A}".repeat(100_000) + "'}}";

    assertThat(RulesFile.read("rules.yaml", text, large).render())
        .startsWith("error[R018]: the text is larger than 1 MiB with its references replaced\n");
  }

  @Test
  void afterManyMistakesTheRestIsNotLookedAt() {
    Outcome outcome = read("version: 1\nrules:\n" + "  x:\n".repeat(20_000));

    assertThat(outcome.diagnostics()).hasSize(10_001);
    assertThat(outcome.render())
        .startsWith("error[R018]: the file has 10000 mistakes; the rest of it was not looked at\n");
  }

  @ParameterizedTest
  @MethodSource("repetitions")
  void aFileFullOfOneThingIsReadInLittleTime(String before, String unit, String after) {
    int times = (LARGEST - before.length() - after.length()) / unit.length();

    assertRulesOrDiagnostics(before + unit.repeat(times) + after);
  }

  static Stream<Arguments> repetitions() {
    return Stream.of(
        Arguments.of("# ", "x", ""),
        Arguments.of("", "#\n", ""),
        Arguments.of("", "a: b\n", ""),
        Arguments.of("", "? a\n", ""),
        Arguments.of("", "&a ", ""),
        Arguments.of("", "*a ", ""),
        Arguments.of("", "'a' ", ""),
        Arguments.of("", "\"\n\"", ""),
        Arguments.of("", "a:\n ", ""),
        Arguments.of("", "\uFEFF", ""),
        Arguments.of("&", "a", " b"),
        Arguments.of("'", "x", "': y"),
        Arguments.of("\"", "\\n", "\": y"),
        Arguments.of(">\n", " x\n\n", ""),
        Arguments.of("version: 1\nrules: {", "x: [], ", "}"),
        Arguments.of("version: 1\nrules: [", "{a: b}, ", "]"),
        Arguments.of("version: 1\nrules:\n", "  x:\n", ""),
        Arguments.of("version: 1\nrules:\n q:\n", "  " + "pas".repeat(1300) + ": []\n", ""),
        Arguments.of("version: 1\nrules:\n q:\n", "  x: '" + "pas: ".repeat(700) + "'\n", ""),
        Arguments.of("version: 1\nrules:\n q:\n", "  x" + "://".repeat(1300) + ": []\n", ""),
        Arguments.of("version: 1\nrules: {q: {method: \"A#a(", "a,", "a)\"}}"),
        Arguments.of("version: 1\nrules: {q: {method: \"A#a(", "a<", ")\"}}"),
        Arguments.of("version: 1\nrules: {q: {method: \"A#a(a", "[]", ")\"}}"),
        Arguments.of("version: 1\nrules: {q: {method: \"", "*a", "#a\"}}"),
        Arguments.of(RULE + "symbol: arg0", ".a", "}}"),
        Arguments.of(RULE + "key: [", "a, ", "]}}"),
        Arguments.of(RULE + "key: [", "arg0, ", "]}}"),
        Arguments.of(RULE + "invalidate-on: [", "{}, ", "]}}"),
        Arguments.of(RULE, "tll: 5s, ", "}}"),
        Arguments.of(RULE + "ttl: ", "1", "s}}"),
        Arguments.of(RULE + "max-entries: ", "1_", "}}"),
        Arguments.of(RULE + "ttl: \"", "${A:-1}", "s\"}}"),
        Arguments.of(RULE + "ttl: \"${A:-", "${", "}\"}}"),
        Arguments.of(REDIS + "'redis-sentinel://", "a,", "a#m'}"),
        Arguments.of(REDIS + "'redis-sentinel://" + "a,".repeat(LARGEST / 4) + "a#", "m", "'}"),
        Arguments.of(REDIS + "'redis://", "%40", "@a'}"),
        Arguments.of(REDIS + "'redis://", "a", "'}"),
        Arguments.of(REDIS + "[", "'redis://a', ", "]}"),
        Arguments.of(REDIS + "[", "'', ", "]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "quotes-and-some-more-letters-"})
  void aFileOfUnknownNamesIsReadInLittleTime(String start) {
    StringBuilder text = new StringBuilder("version: 1\nrules: {q: {");
    for (int i = 0; text.length() < LARGEST - 100; i++) {
      text.append(start).append(Integer.toString(i, 36)).append(", ");
    }

    assertThat(assertRulesOrDiagnostics(text + "}}").rules()).isNull();
  }

  private static void assertLimit(String text) {
    assertThat(text.length()).isLessThan(LARGEST);
    assertThat(assertRulesOrDiagnostics(text).diagnostics())
        .extracting(diagnostic -> DiagnosticCode.valueOf(diagnostic.code()))
        .containsExactly(DiagnosticCode.R018);
    assertThat(read(text).render()).contains("larger than 1 MiB with its aliases written out");
  }
}
