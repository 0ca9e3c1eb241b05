package io.tickcache.sample.exchange.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentTest {
  private static final long START = 1_700_000_000_000L;
  private static final int MINUTE = 60_000;

  @Test
  void thePriceChangesEvery200To500Millis() {
    List<Long> changes = changeTimes(instrument("AAPL", 7));

    assertThat(changes).hasSizeBetween(MINUTE / 500, MINUTE / 200);
    for (int i = 1; i < changes.size(); i++) {
      assertThat(changes.get(i) - changes.get(i - 1)).isBetween(200L, 500L);
    }
  }

  @Test
  void theSameSeedGivesTheSameWalk() {
    assertThat(walk(instrument("AAPL", 7))).isEqualTo(walk(instrument("AAPL", 7)));
  }

  @Test
  void theWalkDoesNotDependOnWhoLooks() {
    Instrument watched = instrument("AAPL", 7);
    walk(watched);
    Instrument unwatched = instrument("AAPL", 7);

    assertThat(unwatched.quote(START + MINUTE)).isEqualTo(watched.quote(START + MINUTE));
  }

  @Test
  void seedsAndSymbolsWalkTheirOwnWays() {
    List<Quote> walk = walk(instrument("AAPL", 7));

    assertThat(walk).isNotEqualTo(walk(instrument("AAPL", 8)));
    assertThat(walk(instrument("MSFT", 7)))
        .extracting(Quote::last)
        .isNotEqualTo(walk.stream().map(Quote::last).toList());
  }

  @Test
  void anOrderMovesThePriceAndTheSequenceAtOnce() {
    Instrument instrument = instrument("AAPL", 7);
    Quote before = instrument.quote(START);

    Quote after = instrument.fill(true, 100, START);

    assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
    assertThat(after.last()).isGreaterThan(before.last());
    assertThat(instrument.quote(START)).isEqualTo(after);
  }

  @Test
  void theBidIsBelowTheAsk() {
    assertThat(walk(instrument("AAPL", 7)))
        .allSatisfy(quote -> assertThat(quote.bid()).isLessThan(quote.ask()));
  }

  private static Instrument instrument(String symbol, long seed) {
    return new Instrument(symbol, seed, new SteadyPace(seed).changes(symbol, START), START);
  }

  private static List<Long> changeTimes(Instrument instrument) {
    List<Long> times = new ArrayList<>();
    long sequence = instrument.quote(START).sequence();
    for (long now = START; now < START + MINUTE; now++) {
      long current = instrument.quote(now).sequence();
      if (current != sequence) {
        times.add(now);
        sequence = current;
      }
    }
    return times;
  }

  private static List<Quote> walk(Instrument instrument) {
    List<Quote> quotes = new ArrayList<>();
    for (long now = START; now < START + MINUTE; now += 100) {
      quotes.add(instrument.quote(now));
    }
    return quotes;
  }
}
