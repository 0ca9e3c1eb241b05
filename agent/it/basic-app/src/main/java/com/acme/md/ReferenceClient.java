package com.acme.md;

/** Answers null for what it does not know. */
public class ReferenceClient {
  public String issuer(String symbol) {
    Exchange.ask(symbol);
    return null;
  }
}
