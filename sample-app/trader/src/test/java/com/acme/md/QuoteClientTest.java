package com.acme.md;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.orders.Order;
import com.acme.orders.OrderReceipt;
import com.acme.orders.OrderService;
import io.tickcache.sample.exchange.ExchangeServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuoteClientTest {
  private ExchangeServer exchange;
  private QuoteClient client;

  @BeforeEach
  void start() throws IOException {
    exchange =
        ExchangeServer.start(
            "--latency", "0-1", "--limit", "3", "--window", "3600", "--patience", "1");
    client = new QuoteClient(exchange.url());
  }

  @AfterEach
  void stop() {
    exchange.close();
  }

  @Test
  void getsAQuoteFromTheExchange() throws Exception {
    long before = System.currentTimeMillis();
    Quote quote = client.getQuote("AAPL");

    assertThat(quote.getSymbol()).isEqualTo("AAPL");
    assertThat(quote.getBid()).isPositive().isLessThan(quote.getAsk());
    assertThat(quote.getSequence()).isPositive();
    assertThat(quote.getTime()).isBetween(before, System.currentTimeMillis());
  }

  @Test
  void aQuoteAfterAnOrderIsNotOlderThanTheOrder() throws Exception {
    OrderReceipt receipt =
        new OrderService(exchange.url()).placeOrder(new Order("AAPL", true, 100));
    Quote quote = client.getQuote("AAPL");

    assertThat(quote.getSequence()).isGreaterThanOrEqualTo(receipt.getSequence());
    assertThat(quote.getTime()).isGreaterThanOrEqualTo(receipt.getTime());
  }

  @Test
  void tellsTheStatusOfARefusal() throws Exception {
    for (int i = 0; i < 3; i++) {
      client.getQuote("AAPL");
    }

    assertThat(statusOf("AAPL")).isEqualTo(429);
    assertThat(statusOf("AAPL")).isEqualTo(418);
  }

  @Test
  void failsWithoutAStatusWhenNobodyAnswers() {
    exchange.close();

    assertThat(statusOf("AAPL")).isZero();
  }

  private int statusOf(String symbol) {
    return catchThrowableOfType(QuoteException.class, () -> client.getQuote(symbol)).getStatus();
  }
}
