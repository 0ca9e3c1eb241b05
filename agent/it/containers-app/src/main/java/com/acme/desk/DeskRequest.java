package com.acme.desk;

/** What the desk asks for, or orders. */
public final class DeskRequest {

  private final String symbol;
  private final Side side;

  public DeskRequest(String symbol, Side side) {
    this.symbol = symbol;
    this.side = side;
  }

  public String getSymbol() {
    return symbol;
  }

  public Side getSide() {
    return side;
  }

  /** A class of the application's own that becomes part of keys. */
  public enum Side {
    BUY,
    SELL
  }
}
