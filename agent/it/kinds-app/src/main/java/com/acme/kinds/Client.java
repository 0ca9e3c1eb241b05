package com.acme.kinds;

/** A client that frameworks make subclasses of. */
public class Client {

  private int bodies;

  public String quote(String symbol) {
    return symbol + "@" + ++bodies;
  }
}
