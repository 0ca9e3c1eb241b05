package com.acme.orders;

import com.acme.http.BlockingHttp;
import com.acme.http.HttpReply;
import com.acme.http.JsonFields;
import java.io.IOException;

/** Sends orders to the exchange and waits for the fill. Thread-safe. */
public class OrderService {
  private final String exchangeUrl;

  public OrderService(String exchangeUrl) {
    this.exchangeUrl = exchangeUrl;
  }

  /** Places the order; returns when the exchange has filled it. */
  public OrderReceipt placeOrder(Order order) throws OrderException {
    HttpReply reply = post(order);
    if (!reply.isOk()) {
      throw new OrderException(
          "exchange refused order for " + order.getSymbol(), reply.getStatus());
    }
    try {
      return receipt(new JsonFields(reply.getBody()));
    } catch (IllegalArgumentException e) {
      throw new OrderException("unreadable receipt for " + order.getSymbol(), e);
    }
  }

  private HttpReply post(Order order) throws OrderException {
    String form =
        "symbol="
            + order.getSymbol()
            + "&side="
            + (order.isBuy() ? "BUY" : "SELL")
            + "&quantity="
            + order.getQuantity();
    try {
      return BlockingHttp.post(exchangeUrl + "/order", form);
    } catch (IOException e) {
      throw new OrderException("exchange did not answer for " + order.getSymbol(), e);
    }
  }

  private static OrderReceipt receipt(JsonFields fields) {
    return new OrderReceipt(
        fields.text("symbol"),
        fields.decimal("price"),
        fields.number("sequence"),
        fields.number("time"));
  }
}
