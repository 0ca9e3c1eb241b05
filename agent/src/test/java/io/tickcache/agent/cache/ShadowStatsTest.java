package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is counted of rules that only watch. */
class ShadowStatsTest {

  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  private final FakeTicker ticker = new FakeTicker();
  private final CacheStats counted = new CacheStats();

  @AfterEach
  void end() {
    background.shutdownNow();
  }

  private HybridCache cache() {
    CachePolicy policy = CachePolicy.ttl(Duration.ofSeconds(5)).build();
    return new HybridCache("quotes", policy, ticker, RemoteCache.NONE, background, counted);
  }

  @Test
  void eachCacheIsToldOfFromItsBeginning() {
    ShadowStats stats = counted.shadow();
    stats.calls.add(3);
    stats.misses.add(1);
    stats.same.add(1);
    stats.differed(List.of("price", "bid"), 4_000);
    assertThat(stats.sinceBegun().calls).isEqualTo(3);
    ticker.advance(Duration.ofSeconds(7));

    HybridCache next = cache();
    stats.calls.add(2);
    stats.saved(Duration.ofMillis(1500).toNanos());
    stats.differed(List.of("price"), 1_000);
    ticker.advance(Duration.ofSeconds(2));

    ShadowCounts counts = stats.sinceBegun();
    assertThat(List.of(counts.calls, counts.misses, counts.same, counts.different))
        .containsExactly(2L, 0L, 0L, 1L);
    assertThat(counts.answered()).isEqualTo(2);
    assertThat(counts.compared()).isEqualTo(1);
    assertThat(counts.savedSeconds()).isEqualTo(1.5);
    assertThat(counts.fields()).isEqualTo(Map.of("price", 1L));
    assertThat(stats.oldestSinceBegunNanos()).isEqualTo(1_000);
    assertThat(stats.takeOldestNanos()).as("the log goes on").isEqualTo(4_000);
    assertThat(Duration.ofNanos(next.lifeNanos())).isEqualTo(Duration.ofSeconds(2));
    assertThat(stats.calls.sum()).as("meters go on").isEqualTo(5);
  }
}
