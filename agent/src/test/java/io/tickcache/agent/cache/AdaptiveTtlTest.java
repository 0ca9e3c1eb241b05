package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickcache.rules.AdaptiveTtl;
import io.tickcache.rules.Freshness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How long entries stay in L1 where that is chosen by how often they change. */
class AdaptiveTtlTest extends HybridCacheFixture {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration MIN = Duration.ofMillis(1);

  private static Freshness chosen(Duration keep) {
    return Freshness.ttl(MINUTE)
        .adaptive(new AdaptiveTtl(MIN, Duration.ofSeconds(30), 5, keep))
        .build();
  }

  private HybridCache alone() {
    cache = cache(CachePolicy.of(chosen(null)), RemoteCache.NONE);
    return cache;
  }

  private TtlChoice choice(String symbol) {
    return cache.choices(symbol, 1).get(0);
  }

  private Duration chosenFor(String symbol) {
    return Duration.ofNanos(choice(symbol).nanos());
  }

  @Test
  void whatNeverChangesStaysEverLonger() throws Exception {
    alone();
    for (int i = 0; i < 100; i++) {
      load("AAPL", "190");
      assertThat(served("AAPL")).isEqualTo("190");
      ticker.advance(chosenFor("AAPL"));
      assertThat(served("AAPL")).as("after so long").isEqualTo("nothing");
    }

    assertThat(chosenFor("AAPL")).isEqualTo(Duration.ofSeconds(30));
    assertThat(choice("AAPL").changes()).isZero();
  }

  @Test
  void whatIsAnotherEachTimeStaysForTheShortest() throws Exception {
    alone();
    for (int i = 0; i < 20; i++) {
      load("AAPL", "190." + i);
      ticker.advance(MIN);
    }

    assertThat(chosenFor("AAPL")).isEqualTo(MIN);
  }

  @Test
  void whatWasToldToBeOverSaysNothingOfWhatWasServed() throws Exception {
    alone();
    load("AAPL", "190");
    ticker.advance(MIN);
    load("AAPL", "190");
    long seen = choice("AAPL").seenNanos();

    for (int i = 0; i < 20; i++) {
      cache.invalidate("AAPL");
      ticker.advance(MIN);
      load("AAPL", "191." + i);
    }
    Update update = cache.update("AAPL");
    ticker.advance(MIN);
    update.complete(List.of(question("AAPL")), "192");

    assertThat(choice("AAPL").seenNanos()).isEqualTo(seen);
    assertThat(choice("AAPL").changes()).isZero();
  }

  @Test
  void anotherKeyOfTheSymbolIsAnotherMatter() throws Exception {
    alone();
    for (int i = 0; i < 4; i++) {
      lead(question("AAPL 5", "AAPL")).complete("depth");
      lead(question("AAPL 10", "AAPL")).complete("depth " + i);
      ticker.advance(Duration.ofSeconds(1));
    }

    List<TtlChoice> choices = cache.choices("AAPL", 5);
    assertThat(choices).hasSize(2);
    for (TtlChoice choice : choices) {
      assertThat(choice.changes() > 0).isEqualTo(choice.key().equals("AAPL 10"));
    }
  }

  @Test
  void whatIsKeptIsInForceAndTheChoiceIsTold() throws Exception {
    cache = cache(CachePolicy.of(chosen(Duration.ofMillis(40))), RemoteCache.NONE);
    for (int i = 0; i < 50; i++) {
      load("AAPL", "190");
      ticker.advance(Duration.ofMillis(39));
      assertThat(served("AAPL")).isEqualTo("190");
      ticker.advance(MILLI);
      assertThat(served("AAPL")).isEqualTo("nothing");
    }

    assertThat(choice("AAPL").isInForce()).isFalse();
    assertThat(chosenFor("AAPL")).isGreaterThan(Duration.ofMillis(100));
  }

  /** Asks again and again what L2 answers each time with something that has just been loaded. */
  private void askOfL2(String answer, Duration interval) {
    cache = cache(CachePolicy.of(chosen(null)), remote);
    for (int i = 0; i < 10; i++) {
      String text = answer.replace("%", String.valueOf(i));
      remote.willRead(FakeRemote.found(text, ticker.read() + i * interval.toNanos()));
    }
    for (int i = 0; i < 10; i++) {
      cache.ask(question("AAPL"));
      ticker.advance(interval);
    }
  }

  @Test
  void anAnswerOfL2ThatIsTheSameAsBeforeHasNotChanged() {
    askOfL2("190", MIN);

    assertThat(choice("AAPL").changes()).isZero();
    assertThat(choice("AAPL").seenNanos()).isEqualTo(9 * MIN.toNanos());
  }

  @Test
  void anAnswerThatL2HadWhileAnotherWasServedHasChanged() {
    cache = cache(CachePolicy.of(chosen(null)), remote);
    long birth = ticker.read();
    for (int i = 0; i < 10; i++) {
      remote.willRead(FakeRemote.found("190." + i, birth + i));
    }
    for (int i = 0; i < 10; i++) {
      cache.ask(question("AAPL"));
      ticker.advance(MIN);
    }

    assertThat(choice("AAPL").changes()).isEqualTo(9);
  }

  @Test
  void anAnswerThatIsYoungerThanTheEndOfTheLastMakesThatNoneOutOfDate() {
    askOfL2("190.%", Duration.ofSeconds(1));

    assertThat(choice("AAPL").changes()).isZero();
    assertThat(choice("AAPL").seenNanos())
        .as("no more than was served")
        .isBetween(9 * MIN.toNanos(), 20 * MIN.toNanos());
  }

  @Test
  void aLoadOfOnesOwnInTheTimeOfTheLastFindsNothingNewInL2() throws Exception {
    cache = cache(CachePolicy.of(chosen(null)), remote);
    remote.willRead(FakeRemote.leased());
    for (int i = 0; i < 20; i++) {
      load("AAPL", "190." + i);
      ticker.advance(MIN.plus(Duration.ofMillis(30)));
    }

    assertThat(choice("AAPL").changes()).isZero();
  }

  private static final int SYMBOLS = 40;
  private static final double A_POINT_AND_A_HALF = 0.015;

  /** How long a symbol stays as it is on average, from 50 ms to 30 s, in nanoseconds. */
  private static double every(int symbol) {
    return 5e7 * Math.pow(600, symbol / (SYMBOLS - 1.0));
  }

  /** What comes of a symbol that changes at random, and is asked for all the time. */
  private final class Watched {
    private static final int CHANGES = 600;

    private final double stale;
    private final double loadsPerNano;

    Watched(Freshness freshness, int symbol) throws Exception {
      cache = cache(CachePolicy.of(freshness), RemoteCache.NONE);
      Random random = new Random(symbol);
      double every = every(symbol);
      long beginning = ticker.read();
      long steady = beginning + (long) (every * CHANGES / 5);
      long change = beginning;
      int version = 0;
      long outOfDate = 0;
      int loads = 0;
      while (ticker.read() - beginning < every * CHANGES) {
        long now = ticker.read();
        while (change <= now) {
          change += (long) (-every * Math.log(1 - random.nextDouble()));
          version++;
        }
        load("AAPL", "version " + version);
        long over = cache.present("AAPL").nearEndNanos();
        if (now >= steady) {
          outOfDate += Math.max(0, over - change);
          loads++;
        }
        ticker.advance(Duration.ofNanos(over - now));
      }
      double time = ticker.read() - steady;
      stale = outOfDate / time;
      loadsPerNano = loads / time;
    }
  }

  private List<Watched> watched(Freshness freshness) throws Exception {
    List<Watched> watched = new ArrayList<>();
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      watched.add(new Watched(freshness, symbol));
    }
    return watched;
  }

  @Test
  void theShareOutOfDateIsTheOneThatWasWantedWhateverASymbolDoes() throws Exception {
    List<Watched> symbols = watched(chosen(null));

    assertThat(symbols)
        .filteredOn(one -> Math.abs(one.stale - 0.05) <= A_POINT_AND_A_HALF)
        .hasSizeGreaterThanOrEqualTo(SYMBOLS * 9 / 10);
    assertThat(symbols.stream().mapToDouble(one -> one.stale).average().orElse(1))
        .isCloseTo(0.05, within(0.005));
  }

  @Test
  void noFixedTimeThatKeepsToItForAsManySymbolsAsksSoSeldom() throws Exception {
    double chosen = watched(chosen(null)).stream().mapToDouble(one -> one.loadsPerNano).sum();

    int oneInTenIsBusier = SYMBOLS / 10;
    long fixed = MIN.toNanos();
    while (new Watched(
                Freshness.ttl(MINUTE).l1Ttl(Duration.ofNanos(fixed)).build(), oneInTenIsBusier)
            .stale
        <= 0.05 + A_POINT_AND_A_HALF) {
      fixed += fixed / 20;
    }
    assertThat(chosen).isLessThan(0.5 * SYMBOLS / fixed);
  }
}
