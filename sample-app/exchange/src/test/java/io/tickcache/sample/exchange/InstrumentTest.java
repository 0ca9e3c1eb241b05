package io.tickcache.sample.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentTest {
  private static final long START = 1_700_000_000_000L;
  private static final int MINUTE = 60_000;

  @Test
  void thePriceChangesEvery200To500Millis() {
    List<Long> changes = changeTimes(new Instrument("AAPL", 7, START));

    assertThat(changes).hasSizeBetween(MINUTE / 500, MINUTE / 200);
    for (int i = 1; i < changes.size(); i++) {
      assertThat(changes.get(i) - changes.get(i - 1)).isBetween(200L, 500L);
    }
  }

  @Test
  void theSameSeedGivesTheSameWalk() {
    assertThat(walk(new Instrument("AAPL", 7, START)))
        .isEqualTo(walk(new Instrument("AAPL", 7, START)));
  }

  @Test
  void theWalkDoesNotDependOnWhoLooks() {
    Instrument watched = new Instrument("AAPL", 7, START);
    walk(watched);
    Instrument unwatched = new Instrument("AAPL", 7, START);

    assertThat(unwatched.quote(START + MINUTE)).isEqualTo(watched.quote(START + MINUTE));
  }

  @Test
  void seedsAndSymbolsWalkTheirOwnWays() {
    List<Quote> walk = walk(new Instrument("AAPL", 7, START));

    assertThat(walk).isNotEqualTo(walk(new Instrument("AAPL", 8, START)));
    assertThat(walk(new Instrument("MSFT", 7, START)))
        .extracting(Quote::last)
        .isNotEqualTo(walk.stream().map(Quote::last).toList());
  }

  @Test
  void anOrderMovesThePriceAndTheSequenceAtOnce() {
    Instrument instrument = new Instrument("AAPL", 7, START);
    Quote before = instrument.quote(START);

    Quote after = instrument.fill(true, 100, START);

    assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
    assertThat(after.last()).isGreaterThan(before.last());
    assertThat(instrument.quote(START)).isEqualTo(after);
  }

  @Test
  void theBidIsBelowTheAsk() {
    assertThat(walk(new Instrument("AAPL", 7, START)))
        .allSatisfy(quote -> assertThat(quote.bid()).isLessThan(quote.ask()));
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
