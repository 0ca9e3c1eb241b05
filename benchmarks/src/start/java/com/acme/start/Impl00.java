package com.acme.start;

/** A feed of a large application. */
final class Impl00 implements Feed00 {

  @Override
  public String quote(String symbol) {
    return symbol;
  }
}
