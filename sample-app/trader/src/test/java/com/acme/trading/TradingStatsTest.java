package com.acme.trading;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.http.JsonFields;
import com.acme.md.Quote;
import org.junit.jupiter.api.Test;

class TradingStatsTest {
  private final TradingStats stats = new TradingStats();

  @Test
  void keepsTheAgeOfTheOldestQuote() {
    stats.answered(quoteAt(1_000), 1_010);
    stats.answered(quoteAt(1_000), 1_300);
    stats.answered(quoteAt(2_000), 2_001);

    assertThat(field("oldestAgeMillis")).isEqualTo(300);
    assertThat(field("answers")).isEqualTo(3);
  }

  @Test
  void tellsErrorsApart() {
    stats.failed(429);
    stats.failed(418);
    stats.failed(418);
    stats.failed(0);
    stats.failed(500);

    assertThat(field("errors429")).isEqualTo(1);
    assertThat(field("errors418")).isEqualTo(2);
    assertThat(field("errorsOther")).isEqualTo(2);
  }

  private long field(String name) {
    return new JsonFields(stats.toJson().replace("\n", "")).number(name);
  }

  private static Quote quoteAt(long time) {
    Quote quote = new Quote();
    quote.setTime(time);
    return quote;
  }
}
