package com.acme.md;

/** A fault that callers must deal with. */
public class QuoteException extends Exception {
  public QuoteException(String message) {
    super(message);
  }
}
