package io.tickcache.agent;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of rules in `mode: shadow`. */
class ShadowReportTest {

  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ShadowReport report =
      new ShadowReport(new Log(new PrintStream(said, true, StandardCharsets.UTF_8)));
  private final Caches caches = new Caches(Backplane.Sync.ALONE);
  private final ShadowStats stats = cache("quotes").stats().shadow();
  private RuleSet rules = rules(Mode.SHADOW);

  @AfterEach
  void end() {
    background.shutdownNow();
  }

  private HybridCache cache(String name) {
    HybridCache cache =
        new HybridCache(
            name,
            CachePolicy.ttl(Duration.ofSeconds(5)).build(),
            System::nanoTime,
            RemoteCache.NONE,
            background,
            caches.stats(name));
    caches.add(cache);
    return cache;
  }

  private static RuleSet rules(Mode mode) {
    Rule quotes =
        Rule.builder("quotes").method(MethodPattern.parse("com.acme.A#get")).mode(mode).build();
    return RuleSet.of("test.yaml", "0123456789ab", null, List.of(quotes));
  }

  private String told() {
    said.reset();
    report.tell(rules, caches);
    return said.toString(StandardCharsets.UTF_8);
  }

  private void differ(int times, long ageMillis, String... fields) {
    for (int i = 0; i < times; i++) {
      stats.differed(List.of(fields), ageMillis * 1_000_000);
    }
  }

  @Test
  void ofACacheThatAnswersTheLineTellsOfThoseThatWereChecked() {
    rules = rules(Mode.CACHE);
    stats.calls.add(40);
    stats.same.add(38);
    differ(2, 4_900, "price");

    assertThat(told())
        .isEqualTo(
            """
            tickcache: quotes (verify): 40 answers were checked; 5.0 % of those differed, in `price`\
             (100.0 %), at most 4.9 s old
            """);
  }

  @Test
  void aLineTellsSharesFieldsAndTheGreatestAge() {
    stats.calls.add(34_506);
    stats.misses.add(1_001);
    stats.same.add(33_070);
    differ(400, 4_900, "price");
    differ(30, 100, "price", "bids[].size");
    stats.uncompared.add(5);
    stats.saved(512_340_000_000L);

    assertThat(told())
        .isEqualTo(
            """
            tickcache: quotes (shadow): 34,506 calls, 97.1 % would have been answered, which saves\
             512.3 s upstream; 1.3 % of those differed, in `price` (100.0 %), `bids[].size` (7.0 %),\
             at most 4.9 s old; 5 could not be compared
            """);
  }

  @Test
  void aLineIsAboutTheCallsSinceTheOneBefore() {
    stats.calls.add(100);
    stats.misses.add(50);
    differ(50, 4_900, "price");
    assertThat(told()).contains("100 calls, 50.0 %", "100.0 % of those differed");

    assertThat(told()).as("without calls").isEmpty();

    stats.calls.add(4);
    stats.same.add(3);
    differ(1, 200, "size");
    assertThat(told())
        .contains(
            "4 calls, 100.0 %", "25.0 % of those differed, in `size` (100.0 %), at most 0.2 s")
        .doesNotContain("price");

    stats.calls.add(1);
    stats.misses.add(1);
    assertThat(told())
        .isEqualTo("tickcache: quotes (shadow): 1 call, 0.0 % would have been answered\n");
  }

  @Test
  void nothingIsToldOfCachesThatAnswer() {
    cache("depths").stats().nearHits.add(7);

    assertThat(told()).isEmpty();
  }

  @Test
  void noMoreThanThreeFieldsAreNamedAndTwentyCounted() {
    stats.calls.add(30);
    IntStream.range(0, 30).forEach(i -> differ(1, 1, "field" + i, "always", "field" + (i + 100)));

    assertThat(told())
        .containsPattern("in `always` \\(100.0 %\\), `other` \\(.* %\\), `field.*at most");
    assertThat(stats.fields()).hasSize(21).containsKeys("always", "field0", "other");
    assertThat(stats.fields().get("other").sum()).isEqualTo(21);
  }
}
