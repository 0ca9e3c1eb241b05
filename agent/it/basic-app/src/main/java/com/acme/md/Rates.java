package com.acme.md;

/** A static method. */
public final class Rates {
  private Rates() {}

  public static long rate(String pair) {
    return Exchange.ask(pair);
  }
}
