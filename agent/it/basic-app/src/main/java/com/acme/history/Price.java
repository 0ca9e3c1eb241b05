package com.acme.history;

/** What the exchange said of a symbol: the number of the call that it answered, and the data. */
public final class Price {
  private final String symbol;
  private final long call;
  private final long version;

  public Price(String symbol, long call, long version) {
    this.symbol = symbol;
    this.call = call;
    this.version = version;
  }

  public String getSymbol() {
    return symbol;
  }

  /** The number that the exchange gave the call. */
  public long getCall() {
    return call;
  }

  public long getVersion() {
    return version;
  }
}
