package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.FreshnessOverride;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What overrides, calendars and moments become in the model. */
class OverridesTest {
  private static final Instant FRIDAY_NOON = Instant.parse("2026-11-27T17:00:00Z");
  private static final Instant CHRISTMAS_NOON = Instant.parse("2026-12-25T17:00:00Z");

  private static RuleSet rules(String text) {
    Outcome outcome = RulesFile.read("rules.yaml", text, FixedEnvironment.EMPTY);
    assertThat(outcome.render()).isEmpty();
    return outcome.rules();
  }

  @Test
  void whatAnOverrideDoesNotSayIsTheRulesOwn() {
    Rule rule =
        rules(
                """
                version: 1
                redis: {uri: 'redis://cache'}
                rules:
                  quotes:
                    method: com.acme.A#get
                    ttl: 10s
                    degraded-ttl: 8s
                    jitter: 0%
                    overrides:
                      - symbols: [BTC*, ETHUSD]
                        ttl: 50ms
                      - symbols: ["*"]
                        l1-ttl: 1s
                """)
            .rule("quotes");
    FreshnessOverride first = rule.overrides().get(0);
    FreshnessOverride second = rule.overrides().get(1);

    assertThat(rule.freshness().ttl()).isEqualTo(Duration.ofSeconds(10));
    assertThat(first.isFor("BTCUSD")).isTrue();
    assertThat(first.isFor("ETHUSDT")).isFalse();
    assertThat(first.hours()).isNull();
    assertThat(first.freshness().ttl()).isEqualTo(Duration.ofMillis(50));
    assertThat(first.freshness().l1Ttl()).isEqualTo(Duration.ofMillis(50));
    assertThat(first.freshness().degradedTtl()).isEqualTo(Duration.ofMillis(50));
    assertThat(first.freshness().nullTtl()).isEqualTo(Duration.ofMillis(50));
    assertThat(first.freshness().jitter()).isZero();
    assertThat(second.freshness().ttl()).isEqualTo(Duration.ofSeconds(10));
    assertThat(second.freshness().l1Ttl()).isEqualTo(Duration.ofSeconds(1));
    assertThat(second.freshness().degradedTtl()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void overridesOfTheDefaultsRestOnEachRuleThatHasNoneOfItsOwn() {
    RuleSet rules =
        rules(
            """
            version: 1
            defaults:
              overrides: [{symbols: [btc*], null-ttl: 0}]
            rules:
              quotes: {method: com.acme.A#get, ttl: 3s, symbol-case: upper}
              depth: {method: com.acme.A#depth, overrides: []}
            """);
    FreshnessOverride inherited = rules.rule("quotes").overrides().get(0);

    assertThat(inherited.freshness().ttl()).isEqualTo(Duration.ofSeconds(3));
    assertThat(inherited.freshness().nullTtl()).isZero();
    assertThat(inherited.isFor("BTCUSD")).as("in the case that symbols are kept in").isTrue();
    assertThat(rules.rule("depth").overrides()).isEmpty();
  }

  @Test
  void hoursAreThoseOfACalendarOrOfDaysAndAZone() {
    List<FreshnessOverride> overrides =
        rules(
                """
                version: 1
                calendars:
                  nyse: {days: Mon-Fri, zone: America/New_York, closed: [2026-12-25]}
                rules:
                  quotes:
                    method: com.acme.A#get
                    overrides:
                      - {hours: "nyse 09:30-16:00", ttl: 1s}
                      - {hours: "Mon-Fri 09:30-16:00 America/New_York", ttl: 2s}
                      - {hours: "Fri-Mon,Wed 00:00-24:00 UTC", ttl: 3s}
                      - {hours: "Fri 16:55-17:00, 17:00-17:05 UTC", ttl: 4s}
                """)
            .rule("quotes")
            .overrides();

    assertThat(overrides)
        .extracting(override -> override.hours().include(FRIDAY_NOON))
        .containsExactly(true, true, true, true);
    assertThat(overrides)
        .extracting(override -> override.hours().include(CHRISTMAS_NOON))
        .containsExactly(false, true, true, true);
    assertThat(overrides)
        .extracting(override -> override.hours().include(FRIDAY_NOON.plusSeconds(4 * 24 * 3600)))
        .as("on a Tuesday")
        .containsExactly(true, true, false, false);
  }

  @Test
  void theMomentsOfARuleAreThoseOfItsCache() {
    RuleSet rules =
        rules(
            """
            version: 1
            calendars:
              nyse: {days: Mon-Fri, zone: America/New_York, closed: [2026-12-25]}
            rules:
              quotes:
                method: com.acme.A#get
                invalidate-on: [{at: 09:30 nyse}, {method: com.acme.B#reset}]
              batch:
                method: com.acme.A#getAll
                symbols: arg0
                cache: quotes
                invalidate-on: [{at: "12:00 Sat,Sun UTC"}]
              depth: {method: com.acme.A#depth}
            """);

    assertThat(rules.rule("quotes").invalidateOn()).hasSize(1);
    assertThat(rules.rule("quotes").endings())
        .extracting(moment -> moment.after(CHRISTMAS_NOON))
        .containsExactly(
            Instant.parse("2026-12-28T14:30:00Z"), Instant.parse("2026-12-26T12:00:00Z"));
    assertThat(rules.rule("batch").endings()).hasSize(2);
    assertThat(rules.rule("depth").endings()).isEmpty();
  }

  @Test
  void aRuleThatSharesACacheHasTheOverridesOfItsOwner() {
    RuleSet rules =
        rules(
            """
            version: 1
            rules:
              quotes: {method: com.acme.A#get, overrides: [{symbols: [A], ttl: 1s}]}
              batch: {method: com.acme.A#getAll, symbols: arg0, cache: quotes}
            """);

    assertThat(rules.rule("batch").overrides()).hasSize(1);
  }
}
