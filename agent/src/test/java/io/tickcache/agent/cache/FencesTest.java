package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.rules.SymbolCase;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What is invalidated is served no more, and no load that was under way brings it back. */
class FencesTest extends HybridCacheFixture {

  @Test
  void anInvalidatedSymbolIsNotServedInAnyVariant() throws Exception {
    lead(question("AAPL level 1", "AAPL")).complete("a");
    lead(question("AAPL level 2", "AAPL")).complete("b");
    load("MSFT", "m");
    cache.invalidate("AAPL");
    assertThat(served("AAPL level 1")).isEqualTo("nothing");
    assertThat(served("AAPL level 2")).isEqualTo("nothing");
    assertThat(served("MSFT")).isEqualTo("m");
  }

  @Test
  void theWholeCacheCanBeInvalidated() throws Exception {
    load("AAPL", "a");
    load("MSFT", "m");
    cache.invalidateAll();
    assertThat(served("AAPL")).isEqualTo("nothing");
    assertThat(served("MSFT")).isEqualTo("nothing");
  }

  @Test
  void aLoadUnderWayWhenItsSymbolIsInvalidatedIsStoredInNoTier() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    Load load = lead(question("AAPL"));
    cache.invalidate("AAPL");
    load.complete("stale");
    assertThat(served("AAPL")).isEqualTo("nothing");
    assertThat(remote.callsOf("fill")).isEmpty();
    assertThat(remote.callsOf("release")).hasSize(1);
    assertThat(cache.stats().nearFenced.sum()).isEqualTo(1);
  }

  @Test
  void anInvalidationReachesL2BeforeThisProcessAsksAgain() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    load("AAPL", "a");
    cache.invalidate("AAPL");
    lead(question("AAPL"));
    assertThat(remote.calls)
        .containsExactly("read AAPL", "fill AAPL va", "invalidate quotes AAPL", "read AAPL");
  }

  @Test
  void whateverFailsInL2AnInvalidatedAnswerIsNotServed() throws Exception {
    for (boolean whole : List.of(false, true)) {
      remote.willRead(FakeRemote.leased());
      twoTiers();
      load("AAPL", "a");
      remote.willFailToInvalidate();
      assertThatThrownBy(
              () -> {
                if (whole) {
                  cache.invalidateAll();
                } else {
                  cache.invalidate("AAPL");
                }
              })
          .isInstanceOf(IllegalStateException.class);
      assertThat(served("AAPL")).isEqualTo("nothing");
    }
  }

  @Test
  void aLateStaleLoadDoesNotReplaceAFreshOne() throws Exception {
    Load stale = lead(question("AAPL"));
    cache.invalidate("AAPL");
    load("AAPL", "fresh");
    stale.complete("stale");
    assertThat(served("AAPL")).isEqualTo("fresh");
  }

  @Test
  void whoWaitedBeforeAnInvalidationMayHaveItsValueAndNobodyElse() throws Exception {
    Load load = lead(question("AAPL"));
    Future<Lookup> waiting = follow("AAPL");
    cache.invalidate("AAPL");
    Load second = lead(question("AAPL"));
    load.complete("before");
    assertThat(answer(waiting.get())).isEqualTo("before");
    second.complete("after");
    assertThat(served("AAPL")).isEqualTo("after");
  }

  @Test
  void aSymbolFromOutsideIsTakenInTheFormThatKeysHave() throws Exception {
    cache = cache(CachePolicy.ttl(TTL).symbols(SymbolCase.UPPER::of), RemoteCache.NONE);
    assertThat(near.symbol("quotes", "aapl")).isEqualTo("AAPL");
    assertThat(near.symbol("trades", "aapl")).isEqualTo("aapl");
  }

  @Test
  void whenTheOthersAreHeardAgainL1IsEmptyAndLoadsUnderWayAreVoid() throws Exception {
    twoTiers();
    remote.willRead(Reading.UNAVAILABLE);
    near.enter(Backplane.Sync.OUT);
    load("AAPL", "a");
    Load underWay = lead(question("MSFT"));
    near.enter(Backplane.Sync.SYNCED);
    underWay.complete("m");
    assertThat(served("AAPL")).isEqualTo("nothing");
    assertThat(served("MSFT")).isEqualTo("nothing");
  }
}
