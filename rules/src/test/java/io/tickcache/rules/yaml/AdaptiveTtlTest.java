package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.AdaptiveTtl;
import io.tickcache.rules.Freshness;
import io.tickcache.rules.RuleSet;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An {@code l1-ttl} that the agent is to choose. */
class AdaptiveTtlTest {

  private static RuleSet rules(String text) {
    Outcome outcome = RulesFile.read("rules.yaml", text, FixedEnvironment.EMPTY);
    assertThat(outcome.render()).isEmpty();
    return outcome.rules();
  }

  private static Freshness freshness(String settings) {
    String text = "version: 1\nrules: {quotes: {method: com.acme.A#get, ttl: 10s, %s}}";
    return rules(text.formatted(settings)).rule("quotes").freshness();
  }

  private static void assertBounds(AdaptiveTtl adaptive, String min, String max) {
    assertThat(adaptive.min()).isEqualTo(Duration.parse(min));
    assertThat(adaptive.max()).isEqualTo(Duration.parse(max));
  }

  @Test
  void itsBoundsAreATenthOfASecondAndTheTtlUnlessTheyAreSaid() {
    assertBounds(freshness("l1-ttl: {max-stale: 5%}").adaptive(), "PT0.1S", "PT10S");
    assertBounds(freshness("l1-ttl: {min: 5ms, max: 2s}").adaptive(), "PT0.005S", "PT2S");
    assertBounds(freshness("l1-ttl: {max: 50ms}").adaptive(), "PT0.05S", "PT0.05S");
  }

  @Test
  void oneInTwentyMayBeOutOfDateUnlessItIsSaid() {
    assertThat(freshness("l1-ttl: {max: 1s}").adaptive().maxStale()).isEqualTo(5);
    assertThat(freshness("l1-ttl: {max-stale: 2.5%}").adaptive().maxStale()).isEqualTo(2.5);
  }

  @Test
  void untilSomethingIsKnownTheShortestHolds() {
    Freshness freshness = freshness("l1-ttl: {min: 20ms}");

    assertThat(freshness.l1Ttl()).isEqualTo(Duration.ofMillis(20));
    assertThat(freshness.l1OnlyTtl()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void whatIsKeptIsInForceWhateverWouldBeChosen() {
    Freshness freshness = freshness("l1-ttl: {max-stale: 5%, keep: 300ms}");

    assertThat(freshness.l1Ttl()).isEqualTo(Duration.ofMillis(300));
    assertThat(freshness.adaptive().keep()).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void theOneOrTheOtherTakesThePlaceOfWhatTheDefaultsSay() {
    RuleSet rules =
        rules(
            """
            version: 1
            defaults: {ttl: 1s, l1-ttl: {max-stale: 10%}}
            rules:
              quotes: {method: com.acme.A#get}
              depth: {method: com.acme.A#depth, l1-ttl: 50ms}
              bars:
                method: com.acme.A#bars
                ttl: 60ms
                overrides: [{symbols: [BTC*], l1-ttl: {max-stale: 1%}}]
            """);

    assertThat(rules.rule("quotes").freshness().adaptive().maxStale()).isEqualTo(10);
    assertThat(rules.rule("depth").freshness().adaptive()).isNull();
    assertThat(rules.rule("depth").freshness().l1Ttl()).isEqualTo(Duration.ofMillis(50));
    assertBounds(rules.rule("bars").freshness().adaptive(), "PT0.06S", "PT0.06S");
    assertThat(rules.rule("bars").overrides().get(0).freshness().adaptive().maxStale())
        .isEqualTo(1);
  }
}
