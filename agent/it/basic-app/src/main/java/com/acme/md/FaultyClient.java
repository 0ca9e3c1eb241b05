package com.acme.md;

/** Fails in the way it is asked to, and remembers what it has thrown. */
public class FaultyClient {
  private volatile Throwable thrown;

  public Quote fetch(String kind) throws QuoteException {
    Exchange.ask(kind);
    if (kind.startsWith("checked")) {
      QuoteException failure = new QuoteException("no quote for " + kind);
      thrown = failure;
      throw failure;
    }
    if (kind.startsWith("error")) {
      StackOverflowError failure = new StackOverflowError("asked for");
      thrown = failure;
      throw failure;
    }
    IllegalStateException failure = new IllegalStateException("client is closed");
    thrown = failure;
    throw failure;
  }

  public Throwable lastThrown() {
    return thrown;
  }
}
