package com.acme.md;

import com.acme.http.JsonFields;

/** Turns the exchange's JSON into a {@link Quote}. */
final class QuoteParser {
  private QuoteParser() {}

  /**
   * Reads one quote.
   *
   * @throws IllegalArgumentException if a field is missing or is not of its kind
   */
  static Quote parse(String json) {
    JsonFields fields = new JsonFields(json);
    Quote quote = new Quote();
    quote.setSymbol(fields.text("symbol"));
    quote.setBid(fields.decimal("bid"));
    quote.setAsk(fields.decimal("ask"));
    quote.setLast(fields.decimal("last"));
    quote.setVolume(fields.number("volume"));
    quote.setSequence(fields.number("sequence"));
    quote.setTime(fields.number("time"));
    return quote;
  }
}
