package com.acme.md;

import java.util.concurrent.atomic.LongAdder;

/** A client whose answers are texts of one length. */
public class TextClient {

  private final LongAdder calls = new LongAdder();
  private final int length;

  public TextClient(int length) {
    this.length = length;
  }

  /** How many calls came through. */
  public long calls() {
    return calls.sum();
  }

  public String text(String symbol) {
    calls.increment();
    return symbol + ".".repeat(length - symbol.length());
  }
}
