package com.acme.portfolio;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import yahoofinance.Stock;
import yahoofinance.YahooFinance;

/** Yahoo Finance as this application sees it. Thread-safe. */
final class Yahoo {

  /** What is in this portfolio. */
  static final List<String> WATCH_LIST =
      Collections.unmodifiableList(
          Arrays.asList(
              "AAPL",
              "MSFT",
              "GOOG",
              "AMZN",
              "META",
              "NVDA",
              "TSLA",
              "JPM",
              "XOM",
              "BRK-B",
              "BMW.DE",
              "SAP.DE",
              "VOD.L",
              "AIR.PA",
              "7203.T",
              "^GSPC",
              "^FTSE",
              "BTC-USD",
              "EURUSD=X",
              "GC=F"));

  private Yahoo() {}

  /**
   * Points the client at a server of this machine. It keeps its addresses in static fields, so this
   * comes before anything else that has to do with it.
   */
  static Yahoo at(int port) {
    String server = "http://127.0.0.1:" + port;
    System.setProperty("yahoofinance.baseurl.quotesquery1v7", server + "/v7/finance/quote");
    System.setProperty("yahoofinance.baseurl.histquotes2", server + "/v7/finance/download/");
    System.setProperty("yahoofinance.scrapeurl.histquotes2", server + "/quote/%5EGSPC/options");
    System.setProperty("yahoofinance.crumburl.histquotes2", server + "/v1/test/getcrumb");
    return new Yahoo();
  }

  Stock stock(String symbol) throws IOException {
    return YahooFinance.get(symbol);
  }

  Stock stock(String symbol, boolean withHistory) throws IOException {
    return YahooFinance.get(symbol, withHistory);
  }

  Map<String, Stock> stocks(String... symbols) throws IOException {
    return YahooFinance.get(symbols);
  }
}
