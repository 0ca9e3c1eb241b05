package io.tickcache.sample.exchange.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradingDayTest {
  private static final long OPENED = 1_700_000_000_000L;

  private final TradingDay day = new TradingDay(42, 1);

  @Test
  void theOpeningIsFastAndNoonIsQuiet() {
    String symbol = symbol(false);
    double own = rateAt(symbol, LocalTime.of(11, 0));

    assertThat(rateAt(symbol, LocalTime.of(9, 30))).isCloseTo(8 * own, within(1e-12));
    assertThat(rateAt(symbol, LocalTime.of(10, 0))).isCloseTo(3 * own, within(1e-12));
    assertThat(rateAt(symbol, LocalTime.of(12, 30))).isCloseTo(0.3 * own, within(1e-12));
    assertThat(rateAt(symbol, LocalTime.of(15, 45))).isCloseTo(3 * own, within(1e-12));
    assertThat(rateAt(symbol, LocalTime.of(16, 0))).isZero();
  }

  @Test
  void newsIsABurstOfAFewMinutesOnSomeSymbols() {
    TradingDay.News news = day.news(symbol(true));

    assertThat(rateAt(symbol(true), news.from()))
        .isGreaterThan(5 * rateAt(symbol(true), news.from().minusSeconds(1)));
    assertThat(rateAt(symbol(true), news.to()))
        .isLessThan(rateAt(symbol(true), news.to().minusSeconds(1)) / 5);
    assertThat(symbols().stream().filter(this::isInTheNews).count()).isBetween(150L, 350L);
  }

  @Test
  void asManyChangesComeAsTheRatesSay() {
    int changes = 0;
    double expected = 0;
    for (String symbol : symbols().subList(0, 20)) {
      changes += changes(day, symbol).size();
      RateCurve curve = day.curve(symbol);
      for (double millis = 500; millis < TradingDay.LENGTH.toMillis(); millis += 1_000) {
        expected += curve.rateAt(millis) * 1_000;
      }
    }

    assertThat((double) changes).isCloseTo(expected, within(4 * Math.sqrt(expected)));
  }

  /** In a Poisson process the counts of equal spans vary as much as they are large. */
  @Test
  void changesAreNoMoreEvenThanChance() {
    String symbol = symbol(false);
    long from = OPENED + (long) day.millis(LocalTime.of(11, 30));
    int[] counts = new int[120];
    for (long change : changes(day, symbol)) {
      long minute = Math.floorDiv(change - from, 60_000L);
      if (minute >= 0 && minute < counts.length) {
        counts[(int) minute]++;
      }
    }
    double mean = java.util.Arrays.stream(counts).average().orElseThrow();
    double variance =
        java.util.Arrays.stream(counts).mapToDouble(c -> (c - mean) * (c - mean)).sum()
            / (counts.length - 1);

    assertThat(mean).isGreaterThan(1);
    assertThat(variance / mean).isBetween(0.6, 1.5);
  }

  @Test
  void theSameSeedGivesTheSameDay() {
    assertThat(changes(new TradingDay(42, 1), "AAPL")).isEqualTo(changes(day, "AAPL"));
    assertThat(changes(new TradingDay(43, 1), "AAPL")).isNotEqualTo(changes(day, "AAPL"));
    assertThat(changes(day, "MSFT")).isNotEqualTo(changes(day, "AAPL"));
  }

  @Test
  void aFastDayEndsSoonerAndKeepsItsRates() {
    TradingDay fast = new TradingDay(42, 60);
    String symbol = symbol(false);

    assertThat(fast.curve(symbol).rateAt(fast.millis(LocalTime.of(12, 0))))
        .isEqualTo(rateAt(symbol, LocalTime.of(12, 0)));
    assertThat(changes(fast, symbol))
        .allSatisfy(
            change ->
                assertThat(change).isBetween(OPENED, OPENED + TradingDay.LENGTH.toMillis() / 60));
  }

  private double rateAt(String symbol, LocalTime time) {
    return day.curve(symbol).rateAt(day.millis(time));
  }

  private String symbol(boolean inTheNews) {
    return symbols().stream().filter(s -> isInTheNews(s) == inTheNews).findFirst().orElseThrow();
  }

  private boolean isInTheNews(String symbol) {
    return day.news(symbol).factor() > 1;
  }

  private static List<String> symbols() {
    List<String> symbols = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      symbols.add("S" + i);
    }
    return symbols;
  }

  private static List<Long> changes(TradingDay day, String symbol) {
    Changes changes = day.changes(symbol, OPENED);
    List<Long> times = new ArrayList<>();
    for (long next = changes.nextMillis(); next != Changes.NEVER; next = changes.nextMillis()) {
      times.add(next);
    }
    return times;
  }
}
