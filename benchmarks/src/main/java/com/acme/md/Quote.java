package com.acme.md;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;

/** A quote of ten fields that anybody may change, so that each caller needs one of its own. */
public final class Quote implements Serializable {

  private static final long serialVersionUID = 1;

  public String symbol = "";
  public Venue venue = Venue.XNAS;
  public BigDecimal bid = BigDecimal.ZERO;
  public BigDecimal ask = BigDecimal.ZERO;
  public long bidSize;
  public long askSize;
  public long volume;
  public int sequence;
  public boolean halted;
  public Instant time = Instant.EPOCH;

  static Quote of(String symbol) {
    Quote quote = new Quote();
    quote.symbol = symbol;
    quote.bid = BigDecimal.valueOf(18_712 + symbol.hashCode() % 1_000, 2);
    quote.ask = quote.bid.add(BigDecimal.valueOf(1, 2));
    quote.bidSize = 300;
    quote.askSize = 1_200;
    quote.volume = 48_211_907;
    quote.sequence = symbol.hashCode();
    quote.time = Instant.ofEpochSecond(1_790_000_000L, 123_456_000);
    return quote;
  }
}
