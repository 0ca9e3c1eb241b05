package io.tickcache.sample.exchange.market;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * All instruments of the exchange. A symbol is made the first time somebody asks for it, as if it
 * had been traded since the opening.
 */
public final class Market {
  private static final Pattern SYMBOL = Pattern.compile("[A-Z][A-Z0-9.]{0,11}");

  private final long seed;
  private final Pace pace;
  private final InstantSource clock;
  private volatile Session session;

  public Market(long seed, Pace pace, InstantSource clock) {
    this.seed = seed;
    this.pace = pace;
    this.clock = clock;
    this.session = new Session(clock.millis());
  }

  public static boolean isSymbol(String text) {
    return SYMBOL.matcher(text).matches();
  }

  /** Opens again at that moment, with the prices and changes of the first opening. */
  public void open(long atMillis) {
    session = new Session(atMillis);
  }

  public Quote quote(String symbol) {
    return session.instrument(symbol).quote(clock.millis());
  }

  public Quote fill(String symbol, boolean buy, int quantity) {
    return session.instrument(symbol).fill(buy, quantity, clock.millis());
  }

  /**
   * The truth about a symbol since the opening: the moments from which its sequences 1, 2 and so on
   * held.
   */
  public long[] history(String symbol) {
    return session.instrument(symbol).history(clock.millis());
  }

  private final class Session {
    private final long openedMillis;
    private final Map<String, Instrument> instruments = new ConcurrentHashMap<>();

    Session(long openedMillis) {
      this.openedMillis = openedMillis;
    }

    Instrument instrument(String symbol) {
      return instruments.computeIfAbsent(
          symbol, s -> new Instrument(s, seed, pace.changes(s, openedMillis), openedMillis));
    }
  }
}
