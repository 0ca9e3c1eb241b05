package com.acme.md;

import java.util.Objects;

/** What is traded, as applications have it that write out equality and text. */
public final class Instrument {

  private final String symbol;
  private final Venue venue;

  public Instrument(String symbol, Venue venue) {
    this.symbol = symbol;
    this.venue = venue;
  }

  public String symbol() {
    return symbol;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Instrument that && symbol.equals(that.symbol) && venue == that.venue;
  }

  @Override
  public int hashCode() {
    return Objects.hash(symbol, venue);
  }

  @Override
  public String toString() {
    return symbol + "." + venue;
  }
}
