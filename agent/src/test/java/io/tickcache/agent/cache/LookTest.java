package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is seen of a symbol from outside, and that seeing it does nothing. */
class LookTest extends HybridCacheFixture {

  private final Map<String, RemoteCache.Seen> seen = new HashMap<>();
  private List<RemoteKey> lookedFor = List.of();

  private void twoTiersThatCanBeSeen() {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    remote.shows(
        keys -> {
          lookedFor = keys;
          return keys.stream().map(key -> seen.get(key.variant())).toList();
        });
  }

  @Test
  void onlyTheSymbolsOwnEntriesAreSeenWithTheirTimes() throws Exception {
    lead(question("a1", "AAPL")).complete("one");
    lead(question("a2", "AAPL")).complete("two");
    lead(question("m1", "MSFT")).complete("three");
    ticker.advance(Duration.ofSeconds(2));

    Look look = cache.look("AAPL", 50);

    assertThat(look.near()).extracting(Look.Near::key).containsExactlyInAnyOrder("a1", "a2");
    for (Look.Near entry : look.near()) {
      assertThat(entry.ageNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(2));
      assertThat(entry.leftNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(3));
      assertThat(entry.isNegative()).isFalse();
    }
    assertThat(cache.look("AAPL", 1).near()).hasSize(1);
    assertThat(cache.look("AAPL", 1).hasMoreNear()).isTrue();
    assertThat(look.hasMoreNear()).isFalse();
    assertThat(cache.look("NOBODY", 50).near()).isEmpty();
  }

  @Test
  void theProcessThatLoadedAnEntryIsKnown() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    lead(question("a1", "AAPL")).complete("one");
    remote.willRead(new Reading.Found(new byte[] {'v', 'x'}, 0, 2, ticker.read(), 0x5f0c93d2));
    assertThat(cache.ask(question("a2", "AAPL"))).isInstanceOf(Lookup.Leading.class);
    remote.willRead(new Reading.Found(new byte[] {'n'}, 0, 1, ticker.read(), -3));
    cache.ask(question("a3", "AAPL"));
    cache.ask(question("a4", "AAPL"));

    assertThat(cache.look("AAPL", 50).near())
        .extracting(Look.Near::key, Look.Near::loader, Look.Near::isNegative)
        .containsExactlyInAnyOrder(
            tuple("a1", RemoteCache.THIS_PROCESS, false),
            tuple("a3", 0x5f0c93d2, false),
            tuple("a4", -3, true));
  }

  @Test
  void whatCallersWouldNotGetIsNotSeen() throws Exception {
    lead(question("a1", "AAPL")).complete("one");
    cache.invalidate("AAPL");
    assertThat(cache.look("AAPL", 50).near()).isEmpty();

    lead(question("a1", "AAPL")).complete("one");
    ticker.advance(TTL);
    assertThat(cache.look("AAPL", 50).near()).isEmpty();
  }

  @Test
  void aLookCountsAsNothingAndLoadsNothing() throws Exception {
    twoTiersThatCanBeSeen();
    lead(question("AAPL")).complete("one");
    List<String> before = List.copyOf(remote.calls);

    cache.look("AAPL", 50);
    cache.look("MSFT", 50);

    assertThat(remote.calls).isEqualTo(before);
    assertThat(cache.stats().nearHits.sum()).isZero();
    assertThat(cache.stats().nearMisses.sum()).isZero();
    assertThat(cache.loadsUnderWay()).isZero();
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void l2IsLookedAtForTheKindsOfKeysThatWereAskedFor() throws Exception {
    twoTiersThatCanBeSeen();
    lead(question("x", "AAPL")).complete("one");
    lead(question("y", "AAPL")).complete("two");
    seen.put("x", RemoteCache.Seen.value(ticker.read() - 7, 12, (byte) 'v', 0x5f0c93d2));

    Look look = cache.look("MSFT", 50);

    assertThat(lookedFor).extracting(RemoteKey::symbol).containsOnly("MSFT");
    assertThat(lookedFor).extracting(RemoteKey::variant).containsExactlyInAnyOrder("x", "y");
    assertThat(look.remote())
        .singleElement()
        .satisfies(
            value -> {
              assertThat(value.variant()).isEqualTo("x");
              assertThat(value.ageNanos()).isEqualTo(7);
              assertThat(value.leftNanos()).isEqualTo(TTL.toNanos() - 7);
              assertThat(value.bytes()).isEqualTo(12);
              assertThat(value.isLoading()).isFalse();
              assertThat(value.loader()).isEqualTo(0x5f0c93d2);
            });
    seen.put("x", RemoteCache.Seen.lease(9));
    assertThat(cache.look("MSFT", 50).remote())
        .singleElement()
        .matches(Look.Remote::isLoading)
        .matches(loading -> loading.loader() == 9);
    assertThat(look.mayHaveMoreRemote()).isFalse();
    remote.shows(keys -> null);
    assertThat(cache.look("MSFT", 50).remote()).isNull();
  }

  @Test
  void theKindsOfKeysAreBounded() throws Exception {
    twoTiersThatCanBeSeen();
    for (int kind = 0; kind < 64; kind++) {
      lead(question("k" + kind, "AAPL")).complete("one");
    }
    assertThat(cache.look("AAPL", 50).mayHaveMoreRemote()).isFalse();
    lead(question("k64", "AAPL")).complete("one");

    assertThat(cache.look("AAPL", 50).mayHaveMoreRemote()).isTrue();
    assertThat(lookedFor).hasSize(64);
  }
}
