package io.tickcache.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.CachePolicy;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.Verification;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a rule whose answers are checked answers no more. */
class VerificationLimitsTest {

  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final VerificationLimits limits =
      new VerificationLimits(new Log(new PrintStream(said, true, StandardCharsets.UTF_8)));
  private final Caches caches = new Caches(Backplane.Sync.ALONE);
  private final List<String> switched = new ArrayList<>();
  private ShadowStats stats;

  @BeforeEach
  void begin() {
    HybridCache cache =
        new HybridCache(
            "quotes",
            CachePolicy.ttl(Duration.ofSeconds(5)).build(),
            System::nanoTime,
            RemoteCache.NONE,
            background,
            caches.stats("quotes"));
    caches.add(cache);
    stats = cache.stats().shadow();
  }

  @AfterEach
  void end() {
    background.shutdownNow();
  }

  private static RuleSet rules(Double limit, Mode mode) {
    Rule quotes =
        Rule.builder("quotes")
            .method(MethodPattern.parse("com.acme.A#get"))
            .verify(new Verification(1, limit))
            .mode(mode)
            .build();
    return RuleSet.of("test.yaml", "0123456789ab", null, List.of(quotes));
  }

  private void look(RuleSet rules) {
    limits.look(rules, caches, switched::add);
  }

  private void check(int different, int same) {
    for (int i = 0; i < different; i++) {
      stats.differed(List.of("price"), 1);
    }
    stats.same.add(same);
    stats.comparedCalls.add(different + same);
  }

  @Test
  void moreThanIsAllowedEndsIt() {
    RuleSet rules = rules(20.0, Mode.CACHE);
    look(rules);
    check(18, 12);

    look(rules);

    assertThat(switched).containsExactly("quotes");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith(
            "tickcache: quotes: 18 of 30 answers that were checked differed from the upstream's,"
                + " more than `limit` allows, which is 20 %; the rule only watches from now on");
  }

  @Test
  void whatMayBeChanceDoesNot() {
    RuleSet rules = rules(20.0, Mode.CACHE);
    look(rules);
    check(9, 21);
    look(rules);
    check(1, 0);
    look(rules);

    assertThat(switched).isEmpty();
  }

  @Test
  void fewSayNothing() {
    RuleSet rules = rules(20.0, Mode.CACHE);
    look(rules);
    check(19, 0);
    look(rules);

    assertThat(switched).isEmpty();
  }

  /** They were asked for at one moment and are of one age. */
  @Test
  void theSymbolsOfOneCallCountAsOneCheck() {
    RuleSet rules = rules(20.0, Mode.CACHE);
    look(rules);
    for (int i = 0; i < 9_500; i++) {
      stats.differed(List.of("price"), 1);
    }
    stats.comparedCalls.add(19);
    look(rules);
    assertThat(switched).isEmpty();

    stats.comparedCalls.add(1);
    look(rules);
    assertThat(switched).containsExactly("quotes");
  }

  @Test
  void whatWasCheckedBeforeTheRuleDoesNotCount() {
    check(1_000, 0);
    look(rules(20.0, Mode.CACHE));
    look(rules(30.0, Mode.CACHE));
    check(0, 30);
    look(rules(30.0, Mode.CACHE));

    assertThat(switched).isEmpty();
  }

  @Test
  void aGoodPastExcusesNothing() {
    RuleSet rules = rules(20.0, Mode.CACHE);
    look(rules);
    check(0, 100_000);
    look(rules);
    look(rules);
    check(40, 0);
    look(rules);

    assertThat(switched).containsExactly("quotes");
  }

  @Test
  void withoutALimitOrInAnotherModeNothingIsSwitched() {
    for (RuleSet rules : List.of(rules(null, Mode.CACHE), rules(20.0, Mode.SHADOW))) {
      look(rules);
      check(1_000, 0);
      look(rules);
    }

    assertThat(switched).isEmpty();
  }

  @Test
  void whatCannotBeSwitchedNowIsTriedAgain() {
    RuleSet rules = rules(20.0, Mode.CACHE);
    look(rules);
    check(30, 0);
    limits.look(rules, caches, busy -> false);
    assertThat(said.size()).isZero();

    look(rules);

    assertThat(switched).containsExactly("quotes");
  }

  /** As tables of Wilson's interval have it. */
  @Test
  void theLeastLikelyShareIsWilsons() {
    assertThat(VerificationLimits.least(0, 10)).isCloseTo(0, within(1e-12));
    assertThat(VerificationLimits.least(0.5, 100)).isCloseTo(0.3524, within(1e-3));
    assertThat(VerificationLimits.least(1, 20)).isCloseTo(0.6769, within(1e-3));
  }
}
