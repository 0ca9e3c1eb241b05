package com.acme.desk;

/** A quote as the western desk knows it, which is a release ahead: it has one field more. */
public class DeskQuote {

  private String symbol;
  private long version;
  private String venue = "west";

  public void setSymbol(String symbol) {
    this.symbol = symbol;
  }

  public void setVersion(long version) {
    this.version = version;
  }

  public void setVenue(String venue) {
    this.venue = venue;
  }

  @Override
  public String toString() {
    return symbol + "@" + version + " " + venue;
  }
}
