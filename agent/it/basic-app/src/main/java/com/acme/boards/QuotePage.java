package com.acme.boards;

import com.acme.md.Quote;
import java.util.List;

/** An object around the quotes, and nothing else. */
public final class QuotePage {

  private final List<Quote> quotes;

  QuotePage(List<Quote> quotes) {
    this.quotes = quotes;
  }

  public List<Quote> getQuotes() {
    return quotes;
  }
}
