package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.Rule;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rules say the same, and of which that differ the same methods are woven alike. */
class RuleEqualityTest {

  private static final String PLAIN = rule("");

  private static String rule(String settings) {
    return """
        version: 1
        redis: {uri: "redis://localhost"}
        rules:
          quotes:
            method: com.acme.Client#ask(String, Map)
            symbol: arg0
        """
        + settings.indent(4);
  }

  private static Rule read(String text) {
    Outcome outcome = RulesFile.read("r.yaml", text, Environment.ofProcess());
    assertThat(outcome.render()).isEmpty();
    return Objects.requireNonNull(Objects.requireNonNull(outcome.rules()).rule("quotes"));
  }

  @Test
  void aRuleReadTwiceIsEqual() {
    String text =
        rule(
            """
            key: [arg1.venue]
            when: {arg1.path: /quote}
            receiver: this.url
            overrides:
              - {symbols: [BTC*], ttl: 2s}
              - {hours: "Mon-Fri 09:30-16:00 America/New_York", ttl: 1s}
            invalidate-on:
              - {method: com.acme.Orders#place, symbol: arg0}
              - {at: "09:30 Mon-Fri America/New_York"}
            """);

    assertThat(read("# a remark\n" + text)).isEqualTo(read(text)).hasSameHashCodeAs(read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ttl: 6s",
        "l1-ttl: 50ms",
        "l1-ttl: {max-stale: 10%}",
        "l1-ttl: {max-stale: 5%, keep: 50ms}",
        "degraded-ttl: 1s",
        "null-ttl: 0",
        "jitter: 6%",
        "overrides: [{symbols: [BTC*], ttl: 2s}]",
        "overrides: [{hours: \"Mon-Fri 09:30-16:00 UTC\", ttl: 2s}]",
        "invalidate-on: [{at: \"09:30 Mon-Fri UTC\"}]",
        "warm: [BTC]",
        "max-entries: 10",
        "max-bytes: 1MB",
        "values: copy",
        "wait: 1s",
        "across-processes: off",
        "refresh-ahead: on",
        "l2: off"
      })
  void whatAnAnswerIsWorthChangesNoMethod(String setting) {
    Rule other = read(rule(setting));

    assertThat(other).isNotEqualTo(read(PLAIN));
    assertThat(other.bindsAs(read(PLAIN))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key: [arg1.venue]",
        "ignore: [arg1]",
        "symbol-case: upper",
        "when: {arg1.path: /quote}",
        "receiver: class",
        "receiver: this.url",
        "mode: off",
        "invalidate-on: [{method: com.acme.Orders#place}]",
        "invalidate-on: [{method: com.acme.Orders#place, symbol: arg0}]",
        "update-on: [{method: com.acme.Feed#on, symbol: arg0, value: arg1}]"
      })
  void whatIsAskedAndOfWhomChangesTheMethods(String setting) {
    Rule other = read(rule(setting));

    assertThat(other).isNotEqualTo(read(PLAIN));
    assertThat(other.bindsAs(read(PLAIN))).isFalse();
  }
}
