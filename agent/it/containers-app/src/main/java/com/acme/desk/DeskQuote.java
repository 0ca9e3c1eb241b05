package com.acme.desk;

/** A quote as the eastern desk knows it. */
public class DeskQuote {

  private String symbol;
  private long version;

  public void setSymbol(String symbol) {
    this.symbol = symbol;
  }

  public void setVersion(long version) {
    this.version = version;
  }

  @Override
  public String toString() {
    return symbol + "@" + version;
  }
}
