package com.acme.md;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The main client: asks for one quote, or for many, and declares its exception. */
public class QuoteClient {

  private static final long UNLISTED = -1;

  private final AtomicInteger batches = new AtomicInteger();

  /** What is not listed is missing. */
  public Map<String, Quote> getQuotes(List<String> symbols) throws IOException {
    batches.incrementAndGet();
    Map<String, Quote> quotes = new LinkedHashMap<>();
    for (String symbol : symbols) {
      Quote quote = quoteOf(symbol);
      if (quote.getVersion() != UNLISTED) {
        quotes.put(symbol, quote);
      }
    }
    return quotes;
  }

  /** How often it was asked for many. */
  public int batches() {
    return batches.get();
  }

  public Quote getQuote(String symbol) throws IOException {
    return quoteOf(symbol);
  }

  private static Quote quoteOf(String symbol) throws IOException {
    Quote quote = new Quote();
    quote.setSymbol(symbol);
    quote.setVersion(symbol.startsWith("NONE") ? UNLISTED : Exchange.version(symbol));
    quote.setPrice(100.5);
    quote.getNotes().add("from the exchange");
    return quote;
  }
}
