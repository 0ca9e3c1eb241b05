package io.tickcache.agent.cache;

/**
 * A question as every process asks it. The symbol is the part by which answers are invalidated; the
 * variant is all else that tells two answers apart, the shape of the answer included.
 */
public final class RemoteKey {

  private final String cache;
  private final String symbol;
  private final String variant;

  public RemoteKey(String cache, String symbol, String variant) {
    this.cache = cache;
    this.symbol = symbol;
    this.variant = variant;
  }

  public String cache() {
    return cache;
  }

  public String symbol() {
    return symbol;
  }

  public String variant() {
    return variant;
  }

  @Override
  public String toString() {
    return cache + " " + symbol + " " + variant;
  }
}
