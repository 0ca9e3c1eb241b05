package com.acme.md;

/** No quote: the exchange refused (then with its HTTP status) or could not be reached. */
public class QuoteException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  public QuoteException(String message, int status) {
    super(message);
    this.status = status;
  }

  public QuoteException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** The HTTP status of the refusal, 0 if there was no answer that could be read. */
  public int getStatus() {
    return status;
  }
}
