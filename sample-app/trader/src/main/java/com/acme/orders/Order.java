package com.acme.orders;

/** An order to buy or sell at the market. */
public class Order {
  private final String symbol;
  private final boolean buy;
  private final int quantity;

  public Order(String symbol, boolean buy, int quantity) {
    this.symbol = symbol;
    this.buy = buy;
    this.quantity = quantity;
  }

  public String getSymbol() {
    return symbol;
  }

  public boolean isBuy() {
    return buy;
  }

  public int getQuantity() {
    return quantity;
  }
}
