package com.acme.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

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

  public static class Price {
    private final String symbol = "";
    double last;

    public String getSymbol() {
      return symbol;
    }
  }

  public static class CodedPrice {
    String ticker = "";
    String isin = "";
    double last;
  }

  public static class PriceRequest {
    private List<String> symbols = List.of();
    String fields = "";

    public List<String> getSymbols() {
      return symbols;
    }
  }

  public static class PriceResponse {
    List<Price> prices = List.of();
    int count;
  }

  public static class PricePage {
    List<Price> prices = List.of();
    String nextPageToken = "";
  }

  public static class TwoSides {
    List<Price> bids = List.of();
    List<Price> asks = List.of();
  }

  public enum Ticker {
    AAPL
  }

  public interface PriceCallback {
    void onPrice(Price price);

    void onError(Throwable failure);
  }

  public interface DoneCallback extends PriceCallback {
    void onComplete();
  }

  public interface AnyCallback {
    void onPrice(Price price);

    void onQuote(Quote quote);
  }

  public interface Callback<T> {
    void succeeded(T answer);
  }

  /** Asks for many symbols in many ways. */
  public static class PriceClient {
    public Map<String, Price> mapped(Collection<String> symbols) {
      return Map.of();
    }

    public List<Price> listed(List<String> symbols) {
      return List.of();
    }

    public Price[] spread(String... symbols) {
      return new Price[0];
    }

    public List<Double> prices(List<String> symbols) {
      return List.of();
    }

    public Set<Price> priceSet(Set<String> symbols) {
      return Set.of();
    }

    public CompletableFuture<Map<String, Price>> promised(List<String> symbols) {
      return CompletableFuture.completedFuture(Map.of());
    }

    public PriceResponse wrapped(PriceRequest request) {
      return new PriceResponse();
    }

    public Map<Long, Price> byId(List<String> symbols) {
      return Map.of();
    }

    public Map<Ticker, Price> byEnum(Ticker[] tickers) {
      return Map.of();
    }

    public List<Price> named(List<Ticker> tickers) {
      return List.of();
    }

    public List<CodedPrice> coded(List<String> symbols) {
      return List.of();
    }

    public List<Price> inOneText(String symbols) {
      return List.of();
    }

    // None of these can be bound.

    public TwoSides twoSides(List<String> symbols) {
      return new TwoSides();
    }

    public PricePage paged(List<String> symbols) {
      return new PricePage();
    }

    public Collection<Double> unorderedPrices(List<String> symbols) {
      return List.of();
    }

    public Map<Long, Double> unnamedPrices(List<String> symbols) {
      return Map.of();
    }

    public Price theBest(List<String> symbols) {
      return new Price();
    }
  }

  /** Answers by callbacks. */
  public static class LaterClient {
    public void getPrice(String symbol, PriceCallback callback) {}

    public void getPriceAndEnd(String symbol, DoneCallback callback) {}

    public void getGenericPrice(Callback<Price> callback, String symbol) {}

    public void getEveryPrice(List<String> symbols, Callback<Map<String, Price>> callback) {}

    public void getAnyPrice(String symbol, AnyCallback callback) {}

    public void subscribePrice(String symbol, PriceCallback callback) {}

    public void streamPrice(String symbol, PriceCallback callback) {}

    public int getHandleOfPrice(String symbol, PriceCallback callback) {
      return 1;
    }
  }
}
