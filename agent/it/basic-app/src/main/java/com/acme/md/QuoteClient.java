package com.acme.md;

import java.io.IOException;

/** The main client: a class with one method that declares its exception. */
public class QuoteClient {

  public Quote getQuote(String symbol) throws IOException {
    Quote quote = new Quote();
    quote.setSymbol(symbol);
    quote.setVersion(Exchange.version(symbol));
    quote.setPrice(100.5);
    quote.getNotes().add("from the exchange");
    return quote;
  }
}
