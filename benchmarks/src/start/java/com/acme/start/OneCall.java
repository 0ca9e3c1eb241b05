package com.acme.start;

/** An application that asks its client once. */
final class OneCall {

  public static void main(String[] arguments) {
    if (!new Client().quote("AAPL").equals("AAPL")) {
      throw new IllegalStateException();
    }
  }

  static final class Client {
    String quote(String symbol) {
      return symbol;
    }
  }
}
