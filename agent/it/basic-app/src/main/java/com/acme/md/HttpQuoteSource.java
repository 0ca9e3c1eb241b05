package com.acme.md;

/** The implementation that the application uses; nothing else names it. */
public class HttpQuoteSource implements QuoteSource {
  @Override
  public long read(String symbol) {
    return Exchange.ask(symbol);
  }
}
