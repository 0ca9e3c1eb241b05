package com.acme.md;

/** Declares a method that others inherit. */
public class FeedClient {
  public long last(String symbol) {
    return Exchange.ask(symbol);
  }
}
