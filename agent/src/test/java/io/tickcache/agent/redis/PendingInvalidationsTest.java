package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PendingInvalidationsTest {

  private final PendingInvalidations pending = new PendingInvalidations();

  @Test
  void whatRedisHasNotHeardOfMayNotBeRead() {
    pending.begin(item("AAPL"));
    assertThat(pending.cover("quotes", "AAPL")).isTrue();
    assertThat(pending.cover("quotes", "MSFT")).isFalse();
    assertThat(pending.cover("depth", "AAPL")).isFalse();
  }

  @Test
  void theWholeCacheCoversEachSymbol() {
    pending.begin(item(null));
    assertThat(pending.cover("quotes", "MSFT")).isTrue();
    assertThat(pending.cover("depth", "MSFT")).isFalse();
  }

  @Test
  void oneThatWasNotedAnewMeanwhileStays() {
    PendingInvalidations.Telling first = pending.begin(item("AAPL"));
    PendingInvalidations.Telling second = pending.begin(item("AAPL"));
    pending.applied(first);
    assertThat(pending.cover("quotes", "AAPL")).isTrue();
    pending.applied(second);
    assertThat(pending.cover("quotes", "AAPL")).isFalse();
  }

  @Test
  void whatSomebodyIsTellingIsNotToldAgainUntilHeFails() {
    PendingInvalidations.Telling attempt = pending.begin(item("AAPL"));
    assertThat(pending.due()).isEmpty();
    attempt.failed();
    assertThat(due()).containsExactly(item("AAPL"));
  }

  @Test
  void tooManySymbolsBecomeOneInvalidationOfTheWholeCache() {
    for (int i = 0; i < 25_000; i++) {
      pending.begin(item("S" + i));
    }
    assertThat(due()).containsExactly(item(null));
    assertThat(pending.overflows()).isPositive();
    assertThat(pending.size()).isLessThanOrEqualTo(10_001);
    assertThat(pending.cover("quotes", "S0")).isTrue();
    assertThat(pending.cover("quotes", "S24999")).isTrue();
  }

  private static PendingInvalidations.Item item(String symbol) {
    return new PendingInvalidations.Item("quotes", symbol);
  }

  private List<PendingInvalidations.Item> due() {
    return pending.due().stream()
        .map(PendingInvalidations.Telling::item)
        .collect(Collectors.toList());
  }
}
