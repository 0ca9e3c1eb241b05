package com.acme.md;

/** A request with two properties, neither of which defines what makes it equal to another. */
public final class QuoteRequest {

  private final String symbol;
  private final Venue venue;

  public QuoteRequest(String symbol, Venue venue) {
    this.symbol = symbol;
    this.venue = venue;
  }

  public String getSymbol() {
    return symbol;
  }

  public Venue getVenue() {
    return venue;
  }
}
