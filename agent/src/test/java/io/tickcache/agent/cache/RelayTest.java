package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two sets of caches hear of the others while calls go over from one to the next. */
class RelayTest extends HybridCacheFixture {

  private final Relay relay = new Relay(Backplane.Sync.ALONE);

  private HybridCache hearing(Caches caches) {
    return hearing(caches, RemoteCache.NONE);
  }

  private HybridCache hearing(Caches caches, RemoteCache tier) {
    HybridCache made =
        new HybridCache(
            "quotes",
            CachePolicy.ttl(TTL).symbols(symbol -> symbol.toUpperCase(Locale.ROOT)).build(),
            ticker,
            tier,
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

  @Test
  void theFormerOnesSayASymbolThatTheLaterDoNotKnow() {
    Caches former = relay.open(null);
    hearing(former);
    relay.open(former);

    assertThat(relay.symbol("quotes", "aapl")).isEqualTo("AAPL");
  }

  /** Without a word, each reading comes 20 ms after the one before. */
  @Test
  void bothHearThatALoadHasEnded() throws Exception {
    Reading[] busy = new Reading[5000];
    Arrays.fill(busy, Reading.BUSY);
    remote.willRead(busy).willRead(FakeRemote.found("theirs", ticker.read()));
    Caches former = relay.open(null);
    hearing(former);
    HybridCache two = hearing(relay.open(former), remote);

    Future<Lookup> waiting = callers.submit(() -> two.ask(question("AAPL")));
    long soon = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!waiting.isDone() && System.nanoTime() - soon < 0) {
      relay.loaded("quotes", "AAPL");
    }

    assertThat(waiting).isDone();
    assertThat(answer(waiting.get())).isEqualTo("theirs");
  }

  @Test
  void bothHearThatInvalidationsMayBeLostAndThatTheyArrive() throws Exception {
    relay.enter(Backplane.Sync.SYNCED);
    Caches former = relay.open(null);
    HybridCache one = hearing(former);
    HybridCache two = hearing(relay.open(former));
    loadInto(one);
    loadInto(two);
    ticker.advance(Duration.ofSeconds(1));
    assertThat(one.find("AAPL")).as("without a proof").isNull();
    assertThat(two.find("AAPL")).as("without a proof").isNull();

    relay.confirm(ticker.read());

    assertThat(one.find("AAPL")).isNotNull();
    assertThat(two.find("AAPL")).isNotNull();

    relay.enter(Backplane.Sync.SUSPECT);

    assertThat(one.find("AAPL")).isNull();
    assertThat(two.find("AAPL")).isNull();
  }

  @Test
  void whoComesLaterBeginsInTheStateOfTheOthers() throws Exception {
    Caches former = relay.open(null);
    relay.enter(Backplane.Sync.SUSPECT);
    HybridCache first = hearing(relay.open(null));
    HybridCache next = hearing(relay.open(former));
    loadInto(first);
    loadInto(next);

    ticker.advance(Duration.ofMillis(100));

    assertThat(first.find("AAPL")).isNull();
    assertThat(next.find("AAPL")).isNull();
  }

  @Test
  void countsGoOnFromOneToTheNext() {
    Caches former = relay.open(null);

    assertThat(relay.open(former).stats("quotes")).isSameAs(former.stats("quotes"));
  }
}
