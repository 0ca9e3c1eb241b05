package com.acme.tape;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jacobpeterson.alpaca.AlpacaAPI;
import net.jacobpeterson.alpaca.model.endpoint.marketdata.stock.historical.snapshot.Snapshot;
import net.jacobpeterson.alpaca.model.endpoint.marketdata.stock.historical.trade.LatestStockTradeResponse;
import net.jacobpeterson.alpaca.model.properties.DataAPIType;
import net.jacobpeterson.alpaca.model.properties.EndpointAPIType;
import net.jacobpeterson.alpaca.rest.AlpacaClientException;
import net.jacobpeterson.alpaca.rest.endpoint.marketdata.stock.StockMarketDataEndpoint;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Alpaca's market data as this application sees them. Thread-safe. */
final class Alpaca {

  /** What this application looks at. */
  static final List<String> WATCH_LIST =
      Collections.unmodifiableList(
          Arrays.asList(
              "AAPL", "MSFT", "GOOG", "AMZN", "META", "NVDA", "TSLA", "JPM", "XOM", "BRK.B", "SPY",
              "QQQ", "IWM", "GLD", "TLT", "AMD", "INTC", "BAC", "DIS", "KO"));

  private final StockMarketDataEndpoint stocks;

  private Alpaca(StockMarketDataEndpoint stocks) {
    this.stocks = stocks;
  }

  /** The client, whose requests go to a server of this machine: it has no setting for that. */
  static Alpaca at(int port) {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain
                            .request()
                            .newBuilder()
                            .url(local(chain.request().url(), port))
                            .build()))
            .build();
    AlpacaAPI api =
        new AlpacaAPI(http, "key", "secret", null, EndpointAPIType.PAPER, DataAPIType.IEX);
    return new Alpaca(api.stockMarketData());
  }

  private static HttpUrl local(HttpUrl url, int port) {
    return url.newBuilder().scheme("http").host("127.0.0.1").port(port).build();
  }

  LatestStockTradeResponse trade(String symbol) throws AlpacaClientException {
    return stocks.getLatestTrade(symbol);
  }

  Snapshot snapshot(String symbol) throws AlpacaClientException {
    return stocks.getSnapshot(symbol);
  }

  Map<String, Snapshot> snapshots(Collection<String> symbols) throws AlpacaClientException {
    return stocks.getSnapshots(symbols);
  }
}
