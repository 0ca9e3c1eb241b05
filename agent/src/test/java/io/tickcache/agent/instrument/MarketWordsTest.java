package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are taken apart into words, and words say what they are about. */
class MarketWordsTest {

  @ParameterizedTest
  @CsvSource({
    "getOrderBook, get order book",
    "FXRateClient, fx rate client",
    "ISIN, isin",
    "last_price, last price",
    "quotes, quote",
    "ticker24h, ticker h",
    "x, x"
  })
  void aNameIsTakenApart(String name, String words) {
    assertThat(MarketWords.split(name)).containsExactly(words.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbol", "currencyPair", "ISIN", "ricCode", "instrumentId", "ticker"})
  void namesOfSymbols(String name) {
    assertThat(MarketWords.nameSymbol(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "price", "generic", "repair", "historic", "id"})
  void otherNames(String name) {
    assertThat(MarketWords.nameSymbol(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Quote", "OrderBook", "FxRate", "TickData", "PriceSnapshot", "Trades"})
  void typesOfMarketData(String type) {
    assertThat(MarketWords.nameData(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"QuoteRequest", "RateLimiter", "PriceClient", "TradeListener", "Order"})
  void typesThatOnlySoundLikeIt(String type) {
    assertThat(MarketWords.nameData(type)).isFalse();
  }

  @Test
  void whatIsTheTradersOwnIsNoMarketData() {
    assertThat(MarketWords.namePrivate("getOpenOrders")).isTrue();
    assertThat(MarketWords.namePrivate("myTrades")).isTrue();
    assertThat(MarketWords.namePrivate("getOrderBook")).isFalse();
    assertThat(MarketWords.namePrivate("getTrades")).isFalse();
  }

  @Test
  void methodsThatAskAndMethodsThatDoSomethingElse() {
    assertThat(MarketWords.ask("getQuote")).isTrue();
    assertThat(MarketWords.changeOrConvert("placeOrder")).isTrue();
    assertThat(MarketWords.changeOrConvert("toQuote")).isTrue();
    assertThat(MarketWords.changeOrConvert("toQuote2")).isTrue();
    assertThat(MarketWords.changeOrConvert("topOfBook")).isFalse();
  }
}
