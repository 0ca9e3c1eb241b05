package com.acme.md;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuoteParserTest {
  private static final String JSON =
      "{\"symbol\":\"AAPL\",\"bid\":101.20,\"ask\":101.22,\"last\":101.21,"
          + "\"volume\":1200,\"sequence\":17,\"time\":1700000000123}";

  @Test
  void readsEveryField() {
    Quote quote = QuoteParser.parse(JSON);

    assertThat(quote.getSymbol()).isEqualTo("AAPL");
    assertThat(quote.getBid()).isEqualTo(101.20);
    assertThat(quote.getAsk()).isEqualTo(101.22);
    assertThat(quote.getLast()).isEqualTo(101.21);
    assertThat(quote.getVolume()).isEqualTo(1200);
    assertThat(quote.getSequence()).isEqualTo(17);
    assertThat(quote.getTime()).isEqualTo(1_700_000_000_123L);
  }

  @Test
  void doesNotMindBlanksOrOrder() {
    Quote quote =
        QuoteParser.parse(
            "{ \"time\": 5, \"sequence\": 1, \"volume\": 0, \"last\": 1, \"ask\": 2, \"bid\": 0.5,"
                + " \"symbol\": \"X\" }");

    assertThat(quote.getSymbol()).isEqualTo("X");
    assertThat(quote.getTime()).isEqualTo(5);
  }

  @Test
  void refusesAMissingField() {
    assertThatThrownBy(() -> QuoteParser.parse(JSON.replace("\"sequence\":17,", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sequence");
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(() -> QuoteParser.parse(JSON.replace("101.20", "n/a")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
