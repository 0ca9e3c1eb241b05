package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How old the answers were that callers got. */
class AgeSampleTest extends HybridCacheFixture {

  private static final int LOOKUPS = 20_000;

  /** So that those that are chosen are some milliseconds apart. */
  private static final Duration APART = Duration.ofNanos(77_001);

  private final List<Long> ages = new ArrayList<>();
  private final List<Long> remoteLookups = new ArrayList<>();

  private final CacheStats.Durations sink =
      new CacheStats.Durations() {
        @Override
        public void nearLookup(long nanos) {}

        @Override
        public void remoteLookup(long nanos) {
          remoteLookups.add(nanos);
        }

        @Override
        public void load(long nanos) {}

        @Override
        public void age(long nanos) {
          ages.add(nanos);
        }

        @Override
        public void staleAge(long nanos) {}
      };

  @BeforeEach
  void record() {
    cache.stats().recordDurations(sink);
  }

  private void assertIsASample() {
    assertThat(ages).hasSizeBetween(LOOKUPS / 256, LOOKUPS / 64);
  }

  @Test
  void hitsInL1AreAsOldAsTheirUpstreamCall() throws Exception {
    Load load = lead(question("AAPL"));
    ticker.advance(Duration.ofMillis(300));
    load.complete("one");
    for (int i = 0; i < LOOKUPS; i++) {
      ticker.advance(APART);
      assertThat(cache.find("AAPL")).isNotNull();
    }

    assertIsASample();
    long looked = APART.multipliedBy(LOOKUPS).toNanos();
    assertThat(ages)
        .isSorted()
        .allMatch(age -> age > Duration.ofMillis(300).toNanos())
        .allMatch(age -> age <= Duration.ofMillis(300).toNanos() + looked);
  }

  @Test
  void soAreThoseAmongManyThatAreAskedForAtOnce() throws Exception {
    lead(question("AAPL")).complete("one");
    for (int i = 0; i < LOOKUPS; i++) {
      ticker.advance(APART);
      assertThat(cache.findAll(List.of("AAPL"), key -> new Object[0], (key, entry) -> true))
          .doesNotContainNull();
    }

    assertIsASample();
    assertThat(ages)
        .isSorted()
        .allMatch(age -> age > 0 && age <= APART.multipliedBy(LOOKUPS).toNanos());
  }

  @Test
  void hitsThatComeFastAreTimedOnceAMillisecond() throws Exception {
    lead(question("AAPL")).complete("one");
    for (int i = 0; i < 10 * LOOKUPS; i++) {
      ticker.advance(Duration.ofNanos(77));
      cache.find("AAPL");
    }

    long millis = Duration.ofNanos(770L * LOOKUPS).toMillis();
    assertThat((long) ages.size()).isBetween(millis / 2, millis + 1);
  }

  @Test
  void hitsInL2AreAsOldAsInTheProcessThatLoadedThem() {
    twoTiers();
    record();
    long second = Duration.ofSeconds(1).toNanos();
    remote.willRead(FakeRemote.found("one", ticker.read() - second));
    for (int i = 0; i < LOOKUPS; i++) {
      ticker.advance(Duration.ofNanos(77));
      assertThat(cache.ask(question("S" + i))).isInstanceOf(Lookup.Answered.class);
    }

    assertIsASample();
    assertThat(ages).isSorted().allMatch(age -> age > second && age <= second + 77L * LOOKUPS);
  }

  @Test
  void aCallIsTimedOnceHoweverManyHitsInL2ItHas() {
    twoTiers();
    record();
    remote.willRead(FakeRemote.found("one", ticker.read()));
    cache.ask(question("AAPL"));
    assertThat(remoteLookups).hasSize(1);

    cache.askAll(List.of(question("MSFT"), question("TSLA"), question("AMZN")));
    assertThat(remoteLookups).hasSize(2);
    assertThat(cache.stats().remoteHits.sum()).isEqualTo(4);
  }

  @Test
  void whatIsLoadedIsNoHit() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      ticker.advance(Duration.ofNanos(77));
      lead(question("S" + i)).complete("one");
    }
    assertThat(ages).isEmpty();
  }
}
