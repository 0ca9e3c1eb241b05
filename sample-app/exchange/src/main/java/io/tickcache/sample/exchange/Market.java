package io.tickcache.sample.exchange;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** All instruments of the exchange; a symbol is listed the first time somebody asks for it. */
final class Market {
  private static final Pattern SYMBOL = Pattern.compile("[A-Z][A-Z0-9.]{0,11}");

  private final Map<String, Instrument> instruments = new ConcurrentHashMap<>();
  private final long seed;
  private final InstantSource clock;

  Market(long seed, InstantSource clock) {
    this.seed = seed;
    this.clock = clock;
  }

  static boolean isSymbol(String text) {
    return SYMBOL.matcher(text).matches();
  }

  Quote quote(String symbol) {
    return instrument(symbol).quote(clock.millis());
  }

  Quote fill(String symbol, boolean buy, int quantity) {
    return instrument(symbol).fill(buy, quantity, clock.millis());
  }

  private Instrument instrument(String symbol) {
    return instruments.computeIfAbsent(symbol, s -> new Instrument(s, seed, clock.millis()));
  }
}
