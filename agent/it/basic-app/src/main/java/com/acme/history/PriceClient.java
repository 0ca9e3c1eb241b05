package com.acme.history;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks for prices that hold for a while, one or many. */
public class PriceClient {
  private final ExchangeLink link;

  public PriceClient(ExchangeLink link) {
    this.link = link;
  }

  public Price getPrice(String symbol) throws IOException {
    return link.price(symbol);
  }

  public Map<String, Price> getPrices(List<String> symbols) throws IOException {
    Map<String, Price> prices = new LinkedHashMap<>();
    for (String symbol : symbols) {
      prices.put(symbol, link.price(symbol));
    }
    return prices;
  }
}
