package com.acme.crowded;

import java.math.BigDecimal;

/** A price as the wire has it. Its setters make it mutable, as old clients' values are. */
public final class Quote {

  private String symbol;
  private BigDecimal price;

  public String getSymbol() {
    return symbol;
  }

  public void setSymbol(String symbol) {
    this.symbol = symbol;
  }

  public BigDecimal getPrice() {
    return price;
  }

  public void setPrice(BigDecimal price) {
    this.price = price;
  }

  @Override
  public String toString() {
    return symbol + " at " + price;
  }
}
