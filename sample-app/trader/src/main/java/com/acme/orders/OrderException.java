package com.acme.orders;

/** The order was not filled: refused (then with an HTTP status) or not answered. */
public class OrderException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  public OrderException(String message, int status) {
    super(message);
    this.status = status;
  }

  public OrderException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** The HTTP status of the refusal, 0 if there was no answer that could be read. */
  public int getStatus() {
    return status;
  }
}
