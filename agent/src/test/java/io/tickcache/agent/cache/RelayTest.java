package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Two sets of caches hear of the others while calls go over from one to the next. */
class RelayTest extends HybridCacheFixture {

  private final Relay relay = new Relay(Backplane.Sync.ALONE);

  private HybridCache hearing(Caches caches) {
    HybridCache made =
        new HybridCache(
            "quotes",
            CachePolicy.ttl(TTL).symbols(symbol -> symbol.toUpperCase(Locale.ROOT)).build(),
            ticker,
            RemoteCache.NONE,
            background);
    caches.add(made);
    return made;
  }

  private void loadInto(HybridCache into) throws Exception {
    cache = into;
    load("AAPL", 1);
  }

  @Test
  void bothHearOfAnInvalidation() throws Exception {
    Caches former = relay.open(null);
    HybridCache one = hearing(former);
    HybridCache two = hearing(relay.open(former));
    loadInto(one);
    loadInto(two);

    relay.invalidated("quotes", "AAPL");

    assertThat(one.find("AAPL")).isNull();
    assertThat(two.find("AAPL")).isNull();
  }

  @Test
  void whoIsClosedHearsNothingMore() throws Exception {
    Caches former = relay.open(null);
    HybridCache one = hearing(former);
    loadInto(one);
    relay.close(former);

    relay.invalidated("quotes", null);

    assertThat(one.find("AAPL")).isNotNull();
  }

  @Test
  void aSymbolIsSaidAsTheCacheOfThatNameSaysIt() {
    hearing(relay.open(null));

    assertThat(relay.symbol("quotes", "aapl")).isEqualTo("AAPL");
    assertThat(relay.symbol("depths", "aapl")).isEqualTo("aapl");
  }
}
