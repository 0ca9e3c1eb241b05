package com.acme.terminal;

import java.io.IOException;
import java.io.InputStream;

/** An application that is looked through for questions. */
public final class Scanned {

  private Scanned() {}

  public static class Quote {
    double bid;
  }

  public static class QuoteClient {
    public Quote getQuote(String symbol) {
      return new Quote();
    }

    public Quote getQuote(String symbol, String venue) {
      return new Quote();
    }

    public InputStream getQuoteStream(String symbol) {
      return InputStream.nullInputStream();
    }
  }

  public interface Feed {
    long lastPrice(String isin) throws IOException;
  }

  public static class WireFeed implements Feed {
    @Override
    public long lastPrice(String isin) {
      return 1;
    }
  }

  /** Nothing implements it here. */
  public interface ProxiedClient {
    Quote getQuote(String symbol);
  }

  public static class Rates {
    public double fxRate(String ccyPair, int[] tenors) {
      return 1;
    }
  }
}
