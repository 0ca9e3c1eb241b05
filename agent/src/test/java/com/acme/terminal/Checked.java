package com.acme.terminal;

import java.util.List;
import java.util.Random;

/** An application that rules are checked against. */
public final class Checked {

  private Checked() {}

  public static class Quote {
    double price;
  }

  public static class Message {}

  public static class Tick extends Message {}

  public static class Client {
    public Quote quote(String symbol) {
      return new Quote();
    }

    public Iterable<Quote> all(String symbol) {
      return List.of();
    }

    public java.util.Iterator<Quote> quotes(String symbol) {
      return List.<Quote>of().iterator();
    }

    public Random dice(String symbol) {
      return new Random();
    }
  }

  public static class Locked {
    public synchronized Quote quote(String symbol) {
      return new Quote();
    }
  }

  public static class Orders {
    public void place(String symbol) {}

    public void close() {}

    public void heard(String symbol, Quote quote) {}

    public void ticked(String symbol, Tick tick) {}

    public void priced(String symbol, double price) {}
  }

  public interface Source {
    long price(String symbol);
  }

  public static class Wire implements Source {
    @Override
    public long price(String symbol) {
      return 1;
    }
  }

  public static class LoudQuote {
    static final LoudQuote NONE = new LoudQuote();

    static {
      System.setProperty("tickcache.test.loud", "quote");
    }

    long price;
  }

  public static class Loud {
    static {
      System.setProperty("tickcache.test.loud", "client");
    }

    public LoudQuote quote(String symbol) {
      return LoudQuote.NONE;
    }
  }
}
