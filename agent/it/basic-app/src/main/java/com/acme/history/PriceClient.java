package com.acme.history;

import java.io.IOException;

/** Asks for prices that hold for a while. */
public class PriceClient {
  private final ExchangeLink link;

  public PriceClient(ExchangeLink link) {
    this.link = link;
  }

  public Price getPrice(String symbol) throws IOException {
    return link.price(symbol);
  }
}
