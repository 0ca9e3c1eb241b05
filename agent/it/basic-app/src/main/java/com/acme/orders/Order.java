package com.acme.orders;

/** An order for one symbol. */
public class Order {
  private final String symbol;
  private final int quantity;

  public Order(String symbol, int quantity) {
    this.symbol = symbol;
    this.quantity = quantity;
  }

  public String getSymbol() {
    return symbol;
  }

  public int getQuantity() {
    return quantity;
  }
}
