package com.acme.md;

/**
 * A client of an application's whose calls cost next to nothing; the agent weaves none of its own.
 */
public final class QuoteClient {

  /** The symbol itself is the answer. */
  public String quote(String symbol) {
    return symbol;
  }
}
