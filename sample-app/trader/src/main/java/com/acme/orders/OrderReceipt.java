package com.acme.orders;

/** What the exchange says about an order that was filled. */
public class OrderReceipt {
  private final String symbol;
  private final double price;
  private final long sequence;
  private final long time;

  public OrderReceipt(String symbol, double price, long sequence, long time) {
    this.symbol = symbol;
    this.price = price;
    this.sequence = sequence;
    this.time = time;
  }

  public String getSymbol() {
    return symbol;
  }

  public double getPrice() {
    return price;
  }

  /** The symbol's sequence number right after the fill. */
  public long getSequence() {
    return sequence;
  }

  /** The exchange's clock at the fill, in milliseconds since 1970. */
  public long getTime() {
    return time;
  }
}
