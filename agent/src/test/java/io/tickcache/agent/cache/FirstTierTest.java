package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What L1 holds, how much of it, and what a hit costs. */
class FirstTierTest extends HybridCacheFixture {

  @Test
  void theNumberOfEntriesIsBounded() throws Exception {
    cache = cache(CachePolicy.ttl(TTL).maximumEntries(10), RemoteCache.NONE);
    for (int i = 0; i < 1000; i++) {
      load("S" + i, "v");
    }
    await()
        .until(
            () -> {
              cache.tidy();
              return cache.size() <= 10;
            });
  }

  @Test
  void theBytesOfEntriesAreBounded() throws Exception {
    cache = cache(CachePolicy.ttl(TTL).maximumBytes(10_240L), RemoteCache.NONE);
    String kilobyte = String.join("", Collections.nCopies(1024, "v"));
    for (int i = 0; i < 1000; i++) {
      load("S" + i, kilobyte);
    }
    await()
        .until(
            () -> {
              cache.tidy();
              return cache.size() > 0 && cache.size() <= 10_240 / 1024;
            });
  }

  @Test
  void theFirstTidyingFreesNothingThatIsNotOver() throws Exception {
    load("AAPL", "a");
    ticker.advance(MILLI);
    cache.tidy();
    assertThat(served("AAPL")).isEqualTo("a");
  }

  @Test
  void whatIsOverIsFreed() throws Exception {
    load("AAPL", "a");
    ticker.advance(TTL);
    cache.tidy();
    ticker.advance(TTL);
    cache.tidy();
    assertThat(cache.size()).isZero();
  }

  @Test
  void entriesOfOneWithAHomeAreKeptThere() throws Exception {
    Home home = new Home();
    cache =
        cache(
            CachePolicy.ttl(TTL).maximumEntries(2).homes(key -> key.equals("MINE") ? home : null),
            RemoteCache.NONE);
    load("MINE", "m");
    load("AAPL", "a");
    load("MSFT", "b");

    cache.tidy();

    assertThat(served("MINE")).isEqualTo("m");
    assertThat(served("AAPL")).isEqualTo("a");
    assertThat(served("MSFT")).isEqualTo("b");
    assertThat(cache.size()).isEqualTo(3);
    assertThat(home.entries().size()).isEqualTo(1);
    cache.invalidate("MINE");
    assertThat(served("MINE")).isEqualTo("nothing");
    ticker.advance(TTL.multipliedBy(2));
    cache.tidy();
    assertThat(cache.size()).isZero();
  }

  @Test
  void aHitAllocatesNothing() throws Exception {
    load("AAPL", "a");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    hits(100_000);
    long before = threads.getThreadAllocatedBytes(id);
    hits(100_000);
    assertThat(threads.getThreadAllocatedBytes(id) - before).isLessThan(100_000);
  }

  private void hits(int number) {
    for (int i = 0; i < number; i++) {
      Entry entry = cache.find("AAPL");
      if (entry == null || entry.answer() != entry) {
        throw new IllegalStateException("no shared hit");
      }
    }
  }

  @Test
  void everyGetIsAHitOrAMiss() throws Exception {
    load("AAPL", "a");
    load("NONE", null);
    served("AAPL");
    served("NONE");
    served("MSFT");
    CacheStats stats = cache.stats();
    assertThat(stats.nearHits.sum()).isEqualTo(1);
    assertThat(stats.nearNegatives.sum()).isEqualTo(1);
    assertThat(stats.nearMisses.sum()).isEqualTo(1);
    assertThat(stats.loads.sum()).isEqualTo(2);
  }
}
