package com.acme.history;

import java.io.IOException;

/** Asks for prices that are soon over. */
public class TickClient {
  private final ExchangeLink link;

  public TickClient(ExchangeLink link) {
    this.link = link;
  }

  public Price getTick(String symbol) throws IOException {
    return link.price(symbol);
  }
}
