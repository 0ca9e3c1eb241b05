package com.acme.feed;

import com.acme.md.Quote;

/** Hears of each new quote from a push feed. */
public class Listener {

  private long heard;

  public void onQuote(Quote quote) {
    heard++;
    if (quote.getVersion() < 0) {
      throw new IllegalArgumentException("a version below 0");
    }
  }

  public long heard() {
    return heard;
  }
}
