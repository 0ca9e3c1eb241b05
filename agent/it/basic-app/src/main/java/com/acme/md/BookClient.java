package com.acme.md;

/** Overloads, one of which calls the other. */
public class BookClient {
  public String book(String symbol) {
    return book(symbol, 10);
  }

  public String book(String symbol, int depth) {
    return symbol + ":" + depth + ":" + Exchange.ask(symbol);
  }
}
