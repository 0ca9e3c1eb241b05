package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A valid file to break, and what must come of any text: rules or diagnostics. */
final class BrokenYaml {
  static final String VALID =
      """
      version: 1
      redis:
        uri: ["rediss://a.internal:6379", rediss://b.internal]
        password: ${REDIS_PASSWORD:-none}
        tls: {ca: /etc/ca.pem, cert: /etc/client.pem, key: /etc/client.key, verify: ca}
        namespace: prod
        timeout: 20ms
        circuit-breaker: {failure-rate: 50%, slow-call: 10ms, window: 100}
      calendars:
        nyse: {days: Mon-Fri, zone: America/New_York, closed: [2026-12-25, "2027-01-01"]}
      defaults:
        ttl: 5s   # for all
        overrides: [{symbols: [BTC*], hours: "Sat,Sun 00:00-24:00 UTC", ttl: 1s, jitter: 0%}]
        null-ttl: 0
        max-entries: 5_000
      rules:
        quotes: &quotes
          method: com.acme.md.QuoteClient#getQuote(String, List<Map<String, Quote>>)
          symbol: arg0
          key: [arg1.depth, "this.baseUrl"]
          ignore:
            - arg2
          l1-ttl: 100ms
          jitter: 2.5%
          invalidate-on:
            - method: com.acme.orders.OrderService#placeOrder(..)
              symbol: return.symbol
            - at: 09:30 nyse
          overrides:
            - hours: nyse 09:30-11:30, 12:30-16:00
              null-ttl: 1s
        depth: {method: com.acme.md.QuoteClient#getDepth, receiver: class, mode: off}
      """;

  /** A guard against hangs: reading takes milliseconds. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** Past this, diagnostics only show once more that lines are cut. */
  private static final int MOST_RENDERED = 1000;

  /** Longer texts would take the validator's regular expressions too deep. */
  private static final int LONGEST_VALIDATED = 10_000;

  private static final Path FILE = file();

  private static final Environment ENVIRONMENT =
      new FixedEnvironment(
          Map.of(),
          Map.of(
              "/etc/ca.pem", "-----BEGIN CERTIFICATE-----",
              "/etc/client.pem", "-----BEGIN CERTIFICATE-----",
              "/etc/client.key", "-----BEGIN PRIVATE KEY-----"));

  private BrokenYaml() {}

  /** One of this JVM's own, for others test beside it. */
  private static Path file() {
    try {
      Path file = Files.createTempFile(Path.of("target"), "broken", ".yaml");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Outcome read(String text) {
    return RulesFile.read("rules.yaml", text, ENVIRONMENT);
  }

  static Outcome assertRulesOrDiagnostics(String text) {
    Outcome outcome = assertRulesOrDiagnostics(() -> read(text));
    RuleSet rules = outcome.rules();
    if (rules != null) {
      assertMentioned(rules, text);
    }
    if (rules != null && text.length() <= LONGEST_VALIDATED) {
      assertThat(RulesSchema.complaints(text)).as("the schema on\n%s", text).isEmpty();
    }
    return outcome;
  }

  static Outcome assertRulesOrDiagnostics(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    return assertRulesOrDiagnostics(() -> RulesFile.load(FILE.toFile(), ENVIRONMENT));
  }

  /** All that the rules mean is known before they are read, or that only reading tells. */
  private static void assertMentioned(RuleSet rules, String text) {
    List<MethodPattern> mentioned = RulesText.of("rules.yaml", text).mentioned(ENVIRONMENT);
    if (mentioned != null) {
      Set<String> names = new HashSet<>();
      mentioned.forEach(method -> names.add(nameOf(method)));
      for (Rule rule : rules.rules()) {
        assertThat(names).as("mentioned in\n%s", text).contains(nameOf(rule.method()));
        for (InvalidateOn invalidation : rule.invalidateOn()) {
          assertThat(names).as("mentioned in\n%s", text).contains(nameOf(invalidation.method()));
        }
      }
    }
  }

  private static String nameOf(MethodPattern method) {
    return method.type() + "#" + method.method();
  }

  private static Outcome assertRulesOrDiagnostics(Supplier<Outcome> reading) {
    Outcome outcome = assertTimeoutPreemptively(LONGEST, reading::get);
    boolean errors =
        outcome.diagnostics().stream()
            .anyMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
    assertThat(outcome.rules() == null).isEqualTo(errors);
    assertThat(outcome.render().isEmpty()).isEqualTo(outcome.diagnostics().isEmpty());
    outcome.diagnostics().stream()
        .limit(MOST_RENDERED)
        .forEach(
            diagnostic ->
                assertThat(diagnostic.render())
                    .startsWith(
                        diagnostic.severity() == Diagnostic.Severity.ERROR ? "error" : "warn")
                    .contains("[" + diagnostic.code() + "]: ")
                    .endsWith("\n")
                    .doesNotContain("Exception", "snakeyaml"));
    return outcome;
  }
}
