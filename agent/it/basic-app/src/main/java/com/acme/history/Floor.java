package com.acme.history;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the traders share. */
final class Floor {

  final ExchangeLink link;
  final Journal journal;
  final int symbols;
  final Popularity popularity;
  final long pauseNanos;
  volatile boolean stopped;

  private final PriceClient prices;
  private final TickClient ticks;

  Floor(ExchangeLink link, Journal journal, int symbols, long pauseNanos) {
    this.link = link;
    this.journal = journal;
    this.symbols = symbols;
    this.popularity = new Popularity(symbols);
    this.pauseNanos = pauseNanos;
    this.prices = new PriceClient(link);
    this.ticks = new TickClient(link);
  }

  static String name(int symbol) {
    return "S" + symbol;
  }

  static int number(String name) {
    return Integer.parseInt(name.substring(1));
  }

  /** Even symbols are asked for as prices, odd ones as ticks. */
  Price price(int symbol) throws IOException {
    String name = name(symbol);
    return symbol % 2 == 0 ? prices.getPrice(name) : ticks.getTick(name);
  }

  /** Even symbols only. */
  Map<String, Price> prices(List<String> names) throws IOException {
    return prices.getPrices(names);
  }

  /** Says that something went wrong which is not of the exchange. */
  void error(Throwable error) {
    synchronized (this) {
      System.out.println("error " + error);
      error.printStackTrace();
    }
  }
}
