package io.tickcache.sample.exchange.market;

/** How often the quotes of a market change. */
public interface Pace {
  /** The changes of a symbol in a market that opened at that moment. */
  Changes changes(String symbol, long openedMillis);

  /** How many seconds of its day pass in a second. */
  double speed();
}
