package com.acme.orders;

/** Places orders, after which quotes of the symbol are old. */
public class OrderService {
  private int placed;

  public synchronized int placeOrder(Order order) {
    if (order.getQuantity() <= 0) {
      throw new IllegalArgumentException("nothing to order");
    }
    return ++placed;
  }

  /** The end of a trading day; no quote holds beyond it. */
  public void closeDay() {
    placed = 0;
  }
}
