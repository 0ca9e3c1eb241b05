package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TierCountsTest {
  @Test
  void addsUpTheMetersOfTheRule() {
    TierCounts counts =
        TierCounts.of(
            Map.of(
                "tickcacheCacheGets.level.l1.result.hit.rule.quotes", 90L,
                "tickcacheCacheGets.level.l1.result.miss.rule.quotes", 10L,
                "tickcacheCacheGets.level.l2.result.hit.rule.quotes", 7L,
                "tickcacheCacheGets.level.l2.result.stale.rule.quotes", 1L,
                "tickcacheCacheGets.level.l1.result.hit.rule.depth", 500L,
                "tickcacheCacheLoads.result.success.rule.quotes", 2L,
                "tickcacheCacheLoads.result.failure.rule.quotes", 1L,
                "tickcacheCacheLoadDuration.rule.quotes", 77L,
                "tickcacheCacheSize.rule.quotes", 8L),
            "quotes");

    assertThat(counts).isEqualTo(new TierCounts(90L, 100L, 7L, 8L, 3L));
  }

  @Test
  void neitherOrderOfTagsNorDotsMatter() {
    TierCounts counts =
        TierCounts.of(Map.of("tickcache.cache.gets.rule.quotes.result.hit.level.l1", 4L), "quotes");

    assertThat(counts).isEqualTo(new TierCounts(4L, 4L, null, null, null));
  }

  @Test
  void noMetersGiveNoFigures() {
    assertThat(TierCounts.of(Map.of(), "quotes")).isEqualTo(TierCounts.UNKNOWN);
  }

  @Test
  void aTierIsUnknownIfOneProcessDoesNotTell() {
    TierCounts known = new TierCounts(1L, 2L, 3L, 4L, 5L);

    assertThat(known.plus(known)).isEqualTo(new TierCounts(2L, 4L, 6L, 8L, 10L));
    assertThat(known.plus(TierCounts.UNKNOWN)).isEqualTo(TierCounts.UNKNOWN);
  }
}
