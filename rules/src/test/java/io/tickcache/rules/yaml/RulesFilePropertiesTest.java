package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.Diagnostic;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever text is fed to {@link RulesFile}, rules or diagnostics come out. */
class RulesFilePropertiesTest {
  private static final String VALID =
      """
      version: 1
      redis:
        uri: ["rediss://a.internal:6379", rediss://b.internal]
        password: ${REDIS_PASSWORD:-none}
        tls: {ca: /etc/ca.pem, cert: /etc/client.pem, key: /etc/client.key, verify: ca}
        circuit-breaker: {failure-rate: 50%, slow-call: 10ms}
      defaults:
        ttl: 5s   # for all
      rules:
        quotes: &quotes
          method: com.acme.md.QuoteClient#getQuote(String, List<Map<String, Quote>>)
          symbol: arg0
          key: [arg1.depth, "this.baseUrl"]
          ignore:
            - arg2
          l1-ttl: 100ms
          invalidate-on:
            - method: com.acme.orders.OrderService#placeOrder(..)
              symbol: return.symbol
        depth: {method: com.acme.md.QuoteClient#getDepth, receiver: class, mode: off}
      """;

  private static final Environment ENVIRONMENT =
      new FixedEnvironment(
          Map.of(),
          Map.of(
              "/etc/ca.pem", "-----BEGIN CERTIFICATE-----",
              "/etc/client.pem", "-----BEGIN CERTIFICATE-----",
              "/etc/client.key", "-----BEGIN PRIVATE KEY-----"));

  private static final String PIECES =
      " \t\n\r:-[]{}&*!|>'\"%@`#,?$=~<.\\\0\uFEFF\u0085\uD800\u202Eé行";

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

  @Property(tries = 50)
  void nestingGivesDiagnostics(@ForAll @IntRange(min = 100, max = 100_000) int depth) {
    assertThat(read("[".repeat(depth)).rules()).isNull();
    assertThat(read("{a: ".repeat(depth)).rules()).isNull();
    assertThat(read("- ".repeat(depth)).rules()).isNull();
    assertThat(read("? ".repeat(depth)).rules()).isNull();
  }

  @Test
  void anAliasBombGivesDiagnostics() {
    StringBuilder bomb = new StringBuilder("version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 40; i++) {
      String alias = "*a" + (i - 1) + ", ";
      bomb.append("a" + i + ": &a" + i + " [" + alias.repeat(9) + "*a" + (i - 1) + "]\n");
    }

    assertRulesOrDiagnostics(bomb.toString());
    assertThat(read(bomb.toString()).rules()).isNull();
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

  @Test
  void aLongLineFullOfMistakesIsReportedInLittleTime() {
    assertRulesOrDiagnostics("version: 1\nrules: {" + "x: [], ".repeat(140_000) + "}");
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

  private static void assertRulesOrDiagnostics(String text) {
    Outcome outcome = read(text);
    boolean errors =
        outcome.diagnostics().stream()
            .anyMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
    assertThat(outcome.rules() == null).isEqualTo(errors);
    assertThat(outcome.render().isEmpty()).isEqualTo(outcome.diagnostics().isEmpty());
    assertThat(outcome.render()).doesNotContain("Exception", "snakeyaml");
  }

  private static Outcome read(String text) {
    return RulesFile.read("rules.yaml", text, ENVIRONMENT);
  }
}
