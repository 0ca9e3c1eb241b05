package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the other processes are told of the symbols that this one asks for. */
class HotSymbolsTest extends HybridCacheFixture {

  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final HotSymbols symbols = new HotSymbols(String::valueOf, 0);

  private HybridCache telling() {
    cache = cache(CachePolicy.ttl(TTL).hot(String::valueOf), remote);
    remote.willRead(Reading.UNAVAILABLE);
    return cache;
  }

  @Test
  void callsThatL1DoesNotAnswerAreCountedAndHitsBySample() {
    symbols.missed("AAPL");
    symbols.missed("AAPL");
    symbols.missed("MSFT");
    symbols.sampled("IBM");
    symbols.sampled("AAPL");

    assertThat(symbols.take(0))
        .containsExactly(Map.entry("AAPL", 130L), Map.entry("IBM", 128L), Map.entry("MSFT", 1L));
    assertThat(symbols.take(0)).as("it is told once").isEmpty();
  }

  @Test
  void onlySoManyAreCountedAndFewerTold() {
    for (int i = 0; i < 5_000; i++) {
      symbols.missed("S" + i);
    }
    symbols.missed("S7");
    symbols.missed("a".repeat(129));

    assertThat(symbols.take(0)).hasSize(1_000).containsEntry("S7", 2L);
  }

  @Test
  void theyAreToldAfterSomeSeconds() throws Exception {
    telling();
    load("AAPL", "a");
    cache.tidy();
    assertThat(remote.callsOf("note")).isEmpty();

    ticker.advance(PAUSE);
    cache.tidy();
    cache.tidy();

    assertThat(remote.callsOf("note")).containsExactly("note quotes {AAPL=1}");
  }

  @Test
  void thoseOfACallForManyAreToldToo() {
    telling();
    cache.askAll(List.of(question("AAPL"), question("MSFT"))).abandon();
    ticker.advance(PAUSE);
    cache.tidy();

    assertThat(remote.callsOf("note")).containsExactly("note quotes {AAPL=1, MSFT=1}");
  }

  @Test
  void theyAreKeptUntilSomebodyCanBeTold() throws Exception {
    telling();
    load("AAPL", "a");
    ticker.advance(PAUSE);
    remote.goAway();
    cache.tidy();
    assertThat(remote.callsOf("note")).isEmpty();

    remote.comeBack();
    cache.tidy();
    assertThat(remote.callsOf("note")).containsExactly("note quotes {AAPL=1}");
  }

  @Test
  void nothingIsToldThatNobodyWants() throws Exception {
    twoTiers();
    remote.willRead(Reading.UNAVAILABLE);
    load("AAPL", "a");
    ticker.advance(PAUSE);
    cache.tidy();

    assertThat(remote.callsOf("note")).isEmpty();
  }
}
