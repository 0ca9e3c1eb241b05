package com.acme.md;

import java.util.concurrent.atomic.LongAdder;

/** What clients have in common of which there are many. */
public abstract class Feed {

  private final LongAdder calls = new LongAdder();

  /** How many calls came through. */
  public long calls() {
    return calls.sum();
  }

  public String quote(String symbol) {
    calls.increment();
    return symbol;
  }
}
