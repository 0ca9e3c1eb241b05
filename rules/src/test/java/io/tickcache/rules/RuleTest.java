package io.tickcache.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTest {
  private static final MethodPattern METHOD = MethodPattern.parse("com.acme.A#get");

  @Test
  void aRuleThatSaysOnlyItsMethodHasTheDocumentedDefaults() {
    Rule rule = Rule.builder("quotes").method(METHOD).build();

    assertThat(rule.name()).isEqualTo("quotes");
    assertThat(rule.symbol()).isNull();
    assertThat(rule.key()).isNull();
    assertThat(rule.ignore()).isEmpty();
    assertThat(rule.receiver().kind()).isEqualTo(Receiver.Kind.SINGLE);
    assertThat(rule.freshness().ttl()).isEqualTo(Duration.ofSeconds(5));
    assertThat(rule.freshness().l1Ttl()).isEqualTo(rule.freshness().ttl());
    assertThat(rule.freshness().degradedTtl()).isEqualTo(rule.freshness().ttl());
    assertThat(rule.freshness().nullTtl()).isEqualTo(rule.freshness().ttl());
    assertThat(rule.freshness().jitter()).isEqualTo(5);
    assertThat(rule.maxEntries()).isEqualTo(100_000);
    assertThat(rule.maxBytes()).isNull();
    assertThat(rule.values()).isEqualTo(HandOut.AUTO);
    assertThat(rule.waitLimit()).isEqualTo(Duration.ofSeconds(2));
    assertThat(rule.mode()).isEqualTo(Mode.CACHE);
    assertThat(rule.invalidateOn()).isEmpty();
  }

  @Test
  void whereBytesAreBoundedTheNumberIsOnlyIfItIsSaid() {
    Rule.Builder rule = Rule.builder("quotes").method(METHOD).maxBytes(64 << 20);

    assertThat(rule.build().maxBytes()).isEqualTo(64 << 20);
    assertThat(rule.build().maxEntries()).isEqualTo(Integer.MAX_VALUE);
    assertThat(rule.maxEntries(5000).build().maxEntries()).isEqualTo(5000);
  }

  @Test
  void noTierKeepsAnEntryLongerThanItsTtl() {
    Freshness freshness =
        Freshness.ttl(Duration.ofMillis(50))
            .l1Ttl(Duration.ofMillis(100))
            .degradedTtl(Duration.ofSeconds(1))
            .build();

    assertThat(freshness.l1Ttl()).isEqualTo(Duration.ofMillis(50));
    assertThat(freshness.l1OnlyTtl()).isEqualTo(Duration.ofMillis(50));
    assertThat(freshness.degradedTtl()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void onlyWhatIsSaidShortensTheLifeOfAnAnswerThatL2CannotHold() {
    Freshness.Builder ttl =
        Freshness.ttl(Duration.ofSeconds(5)).l1TtlWithL2(Duration.ofMillis(100));

    assertThat(ttl.build().l1Ttl()).isEqualTo(Duration.ofMillis(100));
    assertThat(ttl.build().l1OnlyTtl()).isEqualTo(Duration.ofSeconds(5));
    assertThat(ttl.l1Ttl(Duration.ofSeconds(1)).build().l1Ttl()).isEqualTo(Duration.ofSeconds(1));
    assertThat(ttl.build().l1OnlyTtl()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aRuleWithoutMethodIsNone() {
    assertThatThrownBy(() -> Rule.builder("quotes").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("rule `quotes` has no method");
  }

  @Test
  void redisSettingsShowNoCredentials() {
    RedisSettings redis =
        RedisSettings.builder(RedisLocation.standalone(new HostPort("cache", 6379), 3))
            .password("s3cret")
            .sentinelPassword("hunter2")
            .build();

    assertThat(redis).hasToString("redis://cache:6379/3 (namespace default)");
  }

  @Test
  void aRuleInAnotherModeSaysTheSameOtherwise() {
    Rule rule =
        Rule.builder("quotes")
            .method(METHOD)
            .symbol(ValuePath.parse("arg1.name"))
            .ttl(Duration.ofSeconds(7))
            .maxBytes(64 << 20)
            .waitLimit(Duration.ofSeconds(1))
            .l2(false)
            .build();

    Rule shadow = rule.in(Mode.SHADOW);

    assertThat(shadow.mode()).isEqualTo(Mode.SHADOW);
    assertThat(shadow).isNotEqualTo(rule);
    assertThat(shadow.in(Mode.CACHE)).isEqualTo(rule);
  }

  @Test
  void allThatARuleSaysButItsPlaceTellsItFromOthers() {
    long said =
        Arrays.stream(Rule.class.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
            .filter(field -> !field.getName().equals("place"))
            .count();
    List<?> parts = Rule.builder("quotes").method(METHOD).build().parts();

    int binding = ((List<?>) parts.get(0)).size() - 2; // `verify` and `on-error` are in both
    assertThat(parts.size() - 1 + binding).isEqualTo(said);
  }
}
