package io.tickcache.sample.exchange.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MarketTest {
  private static final long START = 1_700_000_000_000L;

  private final AtomicLong millis = new AtomicLong(START);
  private final Market market = market();

  @Test
  void theHistoryTellsTheSequenceOfEveryMoment() {
    List<Quote> quotes = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      millis.addAndGet(37);
      quotes.add(i % 50 == 0 ? market.fill("A", true, 1) : market.quote("A"));
    }
    long[] history = market.history("A");

    assertThat(history).isSorted().hasSizeGreaterThan(30);
    assertThat(quotes)
        .allSatisfy(q -> assertThat(q.sequence()).isEqualTo(sequenceAt(history, q.timeMillis())));
  }

  @Test
  void theTruthDoesNotDependOnWhenSomebodyLooks() {
    millis.addAndGet(10_000);
    market.quote("A");
    millis.addAndGet(10_000);
    Market other = market();
    other.open(START);

    assertThat(market.history("A")).isEqualTo(other.history("A"));
  }

  @Test
  void openingAgainRepeatsTheDay() {
    millis.addAndGet(20_000);
    long[] first = market.history("A");
    market.open(START + 1_000_000);
    assertThat(market.history("A")).containsExactly(START + 1_000_000);
    millis.set(START + 1_020_000);
    long[] second = market.history("A");

    assertThat(second).hasSameSizeAs(first);
    for (int i = 0; i < first.length; i++) {
      assertThat(second[i] - first[i]).isEqualTo(1_000_000);
    }
  }

  @Test
  void threadsAgreeOnTheHistory() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<Quote>>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(executor.submit(this::look));
      }
      List<Quote> quotes = new ArrayList<>();
      for (Future<List<Quote>> result : results) {
        quotes.addAll(result.get());
      }
      long[] history = market.history("A");

      assertThat(history).isSorted();
      assertThat(quotes).allMatch(quote -> held(history, quote));
    } finally {
      executor.shutdownNow();
    }
  }

  private List<Quote> look() {
    List<Quote> quotes = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      millis.incrementAndGet();
      quotes.add(i % 10 == 0 ? market.fill("A", true, 1) : market.quote("A"));
    }
    return quotes;
  }

  /** Whether the quote's sequence held at its time; more than one may have within a millisecond. */
  private static boolean held(long[] history, Quote quote) {
    int next = (int) quote.sequence();
    return history[next - 1] <= quote.timeMillis()
        && (next == history.length || history[next] >= quote.timeMillis());
  }

  private static long sequenceAt(long[] history, long millis) {
    long sequence = 0;
    while (sequence < history.length && history[(int) sequence] <= millis) {
      sequence++;
    }
    return sequence;
  }

  private Market market() {
    return new Market(42, new TradingDay(42, 60), () -> Instant.ofEpochMilli(millis.get()));
  }
}
