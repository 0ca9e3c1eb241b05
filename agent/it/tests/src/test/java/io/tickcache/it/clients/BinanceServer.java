package io.tickcache.it.clients;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;

/**
 * As much of Binance's REST interface as XChange's tickers need: {@code /api/v3/ticker/24hr}. The
 * price of a symbol grows with its version, and no two symbols share a price.
 */
final class BinanceServer extends ExchangeServer {

  private static final String TICKER =
      """
      {"symbol":"%1$s","priceChange":"-94.99999800","priceChangePercent":"-95.960",\
      "weightedAvgPrice":"0.29628482","prevClosePrice":"0.10002000","lastPrice":"%2$d.%3$08d",\
      "lastQty":"200.00000000","bidPrice":"%2$d.00000001","bidQty":"100.00000000",\
      "askPrice":"%2$d.00000002","askQty":"100.00000000","openPrice":"99.00000000",\
      "highPrice":"100.00000000","lowPrice":"0.10000000","volume":"8913.30000000",\
      "quoteVolume":"15.30000000","openTime":1499783499040,"closeTime":%4$d,"firstId":28385,\
      "lastId":28460,"count":76}""";

  private BinanceServer() {}

  static BinanceServer started() {
    BinanceServer server = new BinanceServer();
    server.start();
    return server;
  }

  @Override
  void answer(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    boolean ticker = exchange.getRequestURI().getPath().equals("/api/v3/ticker/24hr");
    if (!ticker || query == null || !query.startsWith("symbol=")) {
      reply(exchange, 404, JSON, "{\"code\":-1100,\"msg\":\"not here\"}");
      return;
    }
    String symbol = query.substring("symbol=".length());
    if (!failed(exchange, List.of(symbol))) {
      reply(exchange, 200, JSON, ticker(symbol));
    }
  }

  private String ticker(String symbol) {
    int version = version(symbol);
    return TICKER.formatted(symbol, own(symbol), version, 1499869899040L + version);
  }
}
