package com.acme.md;

/** A source of data behind an interface. */
public interface QuoteSource {
  long read(String symbol);
}
