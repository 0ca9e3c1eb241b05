package io.tickcache.rules.yaml;

import static io.tickcache.rules.yaml.BrokenYaml.VALID;
import static io.tickcache.rules.yaml.BrokenYaml.assertRulesOrDiagnostics;
import static io.tickcache.rules.yaml.BrokenYaml.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Whatever text is fed to {@link RulesFile}, rules or diagnostics come out. */
class RulesFilePropertiesTest {
  private static final String PIECES =
      " \t\n\r:-[]{}&*!|>'\"%@`#,?$=~<.\\\0\uFEFF\u0085\uD800\u202Eé行";

  /** What may stand in front of a value or between two lines, and means something to YAML. */
  private static final String[] SIGNS = {
    "\t",
    "\0",
    "\uFEFF",
    "\r\n",
    "\u2028",
    "\u0007",
    " # x",
    "\n# x\n",
    "\n#\t\0\n",
    "&a ",
    "*quotes ",
    "*a ",
    "&quotes ",
    "\n<<: *quotes\n",
    "\n  <<: *quotes\n",
    "<<: ",
    "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"a\"]]]] ",
    "!!java.io.File ",
    "!<tag:yaml.org,2002:js/function> ",
    "!!binary ",
    "!!python/object:a ",
    "!x ",
    "! ",
    "!!str ",
    "!!null ",
    "!!merge ",
    "\n---\n",
    "\n...\n",
    "\n%YAML 1.2\n---\n",
    "\n%TAG ! tag:a,2000:\n---\n",
    "? ",
    "\n? ",
    "- ",
    ": ",
    "\n: ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "|\n",
    ">-\n",
    "|9\n",
    "'",
    "\"",
    "\"\\x0",
    "\"\\ud800\"",
    "${",
    "${A}",
    "${A:-",
    "${file:/a}",
    "\n        ",
    "\n ",
    "\n\n",
  };

  /** What may stand in place of a value, or of the name of a setting. */
  private static final String[] VALUES = {
    "",
    "~",
    "null",
    "true",
    "off",
    "0",
    "-1",
    "1",
    "1.5",
    ".inf",
    ".nan",
    "0x1F",
    "1e400",
    "2001-01-01",
    "99999999999999999999",
    "''",
    "\"\"",
    "\" \"",
    "[]",
    "{}",
    "[[]]",
    "[[[a]]]",
    "[~]",
    "{a: b}",
    "{a: {b: c}}",
    "{? [a] : b}",
    "{[a]: b}",
    "[a, {b: c}]",
    "{<<: {a: b}}",
    "{<<: [{a: b}]}",
    "*quotes",
    "*missing",
    "[*quotes, *quotes]",
    "{quotes: *quotes}",
    "&quotes x",
    "&a [*a]",
    "!!int 5",
    "!!set {a}",
    "!!omap [a: b]",
    "!!binary aGVsbG8=",
    "!!map {}",
    "!!seq []",
    "!!str",
    "!!javax.script.ScriptEngineManager []",
    "!a b",
    "@a",
    "`a`",
    "%a",
    "a: b",
    "a b",
    "a#b",
    "#a",
    "${A}",
    "${A:-5s}",
    "${file:/etc/ca.pem}",
    "\"${\"",
    "redis://${A:-a}",
    "\"\\u0000\"",
    "\"\\t\"",
    "|\n      a\n      b\n",
    ">\n a\n",
    "\"\\uD83D\\uDE00\"",
    "行情",
    "İ: x, password: y",
    "xxxxxxxxxx".repeat(500),
  };

  private static final String[] LINE_ENDS = {
    "\n", "\r\n", "\r", "\u0085", "\u2028", "\n\n", "\n\t"
  };

  private static final byte[][] NOT_TEXT = {
    {(byte) 0xC3, 0x28},
    {(byte) 0xFF},
    {(byte) 0xFE, (byte) 0xFF},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xF0, (byte) 0x9F},
    {(byte) 0xC0, (byte) 0x80},
    {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
    {0},
    {0x1B, '[', '2', 'J'},
    {},
  };

  /** Where names, values and blocks stand in the valid file: pairs of offsets. */
  private static final List<int[]> SPANS = new ArrayList<>();

  static {
    addSpans(new Yaml().compose(new StringReader(VALID)));
  }

  @Test
  void theFileThatIsMutatedBelowIsValid() {
    assertThat(read(VALID).render()).isEmpty();
  }

  @Property(tries = 1000)
  void anyTextGivesRulesOrDiagnostics(@ForAll String text) {
    assertRulesOrDiagnostics(text);
  }

  @Property(tries = 1000)
  void anyYamlLikeTextGivesRulesOrDiagnostics(@ForAll("yamlLike") String text) {
    assertRulesOrDiagnostics(text);
  }

  @Property(tries = 1000)
  void aTruncatedFileGivesRulesOrDiagnostics(@ForAll("positions") int end) {
    assertRulesOrDiagnostics(VALID.substring(0, end));
  }

  @Property(tries = 3000)
  void aMutatedFileGivesRulesOrDiagnostics(@ForAll("mutated") String text) {
    assertRulesOrDiagnostics(text);
  }

  /** Wrong kinds, aliases and tags in every place. */
  @Property(tries = 3000)
  void anOddValueAnywhereGivesRulesOrDiagnostics(
      @ForAll("spans") int[] span, @ForAll("values") String value) {
    assertRulesOrDiagnostics(VALID.substring(0, span[0]) + value + VALID.substring(span[1]));
  }

  @Property(tries = 3000)
  void signsAnywhereGiveRulesOrDiagnostics(
      @ForAll("signs") String one,
      @ForAll("positions") int from,
      @ForAll("signs") String other,
      @ForAll("positions") int to) {
    assertRulesOrDiagnostics(
        VALID.substring(0, Math.min(from, to))
            + one
            + VALID.substring(Math.min(from, to), Math.max(from, to))
            + other
            + VALID.substring(Math.max(from, to)));
  }

  @Property(tries = 1000)
  void aLineInTwoPlacesGivesRulesOrDiagnostics(@ForAll("lines") int from, @ForAll("lines") int to) {
    List<String> lines = new ArrayList<>(VALID.lines().toList());
    lines.add(to, lines.get(from));
    assertRulesOrDiagnostics(String.join("\n", lines));
  }

  @Property(tries = 500)
  void otherLineEndsAndIndentsGiveRulesOrDiagnostics(
      @ForAll("lineEnds") String end, @ForAll("positions") int from, @ForAll boolean tabs) {
    String rest = VALID.substring(from).replace("\n", end);
    assertRulesOrDiagnostics(VALID.substring(0, from) + (tabs ? rest.replace("  ", "\t") : rest));
  }

  @Property(tries = 1000)
  void anyBytesGiveRulesOrDiagnostics(@ForAll byte[] bytes) throws IOException {
    assertRulesOrDiagnostics(bytes);
  }

  @Property(tries = 1000)
  void bytesThatAreNoTextGiveRulesOrDiagnostics(
      @ForAll("notText") byte[] odd, @ForAll("positions") int from, @ForAll("positions") int to)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(VALID.getBytes(StandardCharsets.UTF_8), 0, from);
    bytes.write(odd);
    bytes.write(VALID.substring(Math.max(from, to)).getBytes(StandardCharsets.UTF_8));
    assertRulesOrDiagnostics(bytes.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1", "UTF-8"})
  void aFileInAnotherEncodingGivesRulesOrDiagnostics(String encoding) throws IOException {
    assertRulesOrDiagnostics((VALID + "# é").getBytes(encoding));
  }

  @Test
  void aBlockThatHoldsItselfGivesDiagnostics() {
    assertRulesOrDiagnostics("&a\nversion: 1\nrules: *a\n");
    assertRulesOrDiagnostics("version: 1\nrules: {quotes: &q {invalidate-on: [*q], key: *q}}\n");
    assertRulesOrDiagnostics("&a [*a]");
    assertRulesOrDiagnostics("&a {*a : *a}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%YAML 99999999999999999999.1\n--- a",
        "%TAG ! tag:\n--- !x a",
        "\"\\UFFFFFFFF\"",
        "\"\\xZZ\"",
        "!<%FF%FF> a",
        "!%C3%28 a",
        "- &\n- *",
        "--- |99999999999\n a",
        "version: 1\nrules: {\"\\u0000\\n\": {\"\\e\": \"\\0\"}}",
        "version: 1\nredis: {uri: \"redis://[::1\"}\nrules: {}",
        "version: 1\nredis: {uri: \"redis://a:99999999999\"}\nrules: {}",
        "version: 1\nredis: {uri: 'redis-sentinel://,@[::1]:1,%/#%'}\nrules: {}",
        "version: 1\nredis: {uri: ['redis://%@a', 'rediss-sentinel:///#']}\nrules: {}",
        "version: 1\nrules: {q: {max-entries: 99999999999999999999, jitter: 1.%, ttl: 9e9s}}",
        "version: 1\nrules: {q: {symbol: arg99999999999, method: '#(', receiver: 'this.'}}",
        "version: 1\nrules: {q: {symbol: '${', ttl: '${}', wait: '${file:}', l1-ttl: '${:-1s}'}}",
      })
  void oddTextGivesDiagnostics(String text) {
    assertRulesOrDiagnostics(text);
    assertThat(read(text).rules()).isNull();
  }

  @Provide
  Arbitrary<String> yamlLike() {
    return Arbitraries.strings().withChars(PIECES + "ab1").ofMaxLength(60);
  }

  @Provide
  Arbitrary<Integer> positions() {
    return Arbitraries.integers().between(0, VALID.length());
  }

  /** A valid file with a stretch of it replaced by odd characters, or by another stretch of it. */
  @Provide
  Arbitrary<String> mutated() {
    Arbitrary<String> odd = Arbitraries.strings().withChars(PIECES).ofMaxLength(5);
    Arbitrary<String> stretch =
        Combinators.combine(positions(), Arbitraries.integers().between(0, 60))
            .as((from, length) -> VALID.substring(from, Math.min(VALID.length(), from + length)));
    return Combinators.combine(
            positions(), Arbitraries.integers().between(0, 20), Arbitraries.oneOf(odd, stretch))
        .as(RulesFilePropertiesTest::replaced);
  }

  private static String replaced(int from, int length, String other) {
    return VALID.substring(0, from)
        + other
        + VALID.substring(Math.min(VALID.length(), from + length));
  }

  @Provide
  Arbitrary<String> signs() {
    return Arbitraries.of(SIGNS);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(VALUES);
  }

  @Provide
  Arbitrary<int[]> spans() {
    return Arbitraries.of(SPANS);
  }

  @Provide
  Arbitrary<String> lineEnds() {
    return Arbitraries.of(LINE_ENDS);
  }

  @Provide
  Arbitrary<Integer> lines() {
    return Arbitraries.integers().between(0, (int) VALID.lines().count() - 1);
  }

  @Provide
  Arbitrary<byte[]> notText() {
    return Arbitraries.of(NOT_TEXT);
  }

  private static void addSpans(Node node) {
    SPANS.add(new int[] {node.getStartMark().getIndex(), node.getEndMark().getIndex()});
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(RulesFilePropertiesTest::addSpans);
    } else if (node instanceof MappingNode settings) {
      for (NodeTuple setting : settings.getValue()) {
        addSpans(setting.getKeyNode());
        addSpans(setting.getValueNode());
      }
    }
  }
}
