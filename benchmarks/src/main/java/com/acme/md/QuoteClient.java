package com.acme.md;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * A client of an application's whose calls cost next to nothing, with a method for each thing that
 * a rule may say. It counts the calls that were to be answered in its place.
 */
public class QuoteClient {

  private final LongAdder calls = new LongAdder();

  /** How many calls came through that a cache was to answer. */
  public long calls() {
    return calls.sum();
  }

  /** No rule speaks of it. */
  public String plain(String symbol) {
    return symbol;
  }

  public String off(String symbol) {
    return symbol;
  }

  public String observed(String symbol) {
    return symbol;
  }

  /** Cached where it isn't to be live. */
  public String conditional(String symbol, boolean live) {
    return symbol;
  }

  /** Its answers are over at once. */
  public String missed(String symbol) {
    return symbol;
  }

  public String bySymbol(String symbol) {
    calls.increment();
    return symbol;
  }

  public String byInstrument(Instrument instrument) {
    calls.increment();
    return instrument.symbol();
  }

  public String byRequest(QuoteRequest request) {
    calls.increment();
    return request.getSymbol();
  }

  public String byVenue(String symbol, Venue venue) {
    calls.increment();
    return symbol;
  }

  public Quote copied(String symbol) {
    calls.increment();
    return Quote.of(symbol);
  }

  public Quote shared(String symbol) {
    calls.increment();
    return Quote.of(symbol);
  }

  public Map<String, Quote> many(List<String> symbols) {
    Map<String, Quote> quotes = new LinkedHashMap<>();
    for (String symbol : symbols) {
      quotes.put(symbol, shared(symbol));
    }
    return quotes;
  }

  /** Kept in Redis, and for no time to speak of in the process. */
  public Quote remote(String symbol) {
    calls.increment();
    return Quote.of(symbol);
  }

  public Map<String, Quote> remotes(List<String> symbols) {
    Map<String, Quote> quotes = new LinkedHashMap<>();
    for (String symbol : symbols) {
      quotes.put(symbol, remote(symbol));
    }
    return quotes;
  }
}
