package io.tickcache.sample.exchange;

import java.math.BigDecimal;
import java.util.Random;

/**
 * One traded symbol whose price walks at random, a step every 200 to 500 ms. The walk is computed
 * when somebody looks, from the seed and the time alone, so it needs no thread. Thread-safe.
 */
final class Instrument {
  static final int MIN_INTERVAL_MILLIS = 200;
  static final int MAX_INTERVAL_MILLIS = 500;

  private static final int MAX_STEP_CENTS = 5;
  private static final int HALF_SPREAD_CENTS = 1;
  private static final long LOWEST_CENTS = 100;

  private final String symbol;
  private final Random random;
  private long lastCents;
  private long volume;
  private long sequence = 1;
  private long nextChangeMillis;

  Instrument(String symbol, long seed, long nowMillis) {
    this.symbol = symbol;
    this.random = new Random(seed * 31 + symbol.hashCode());
    this.lastCents = 2_000L + random.nextInt(48_000);
    this.nextChangeMillis = nowMillis + interval();
  }

  /** The quote as of {@code nowMillis}, which becomes the quote's time. */
  synchronized Quote quote(long nowMillis) {
    walkTo(nowMillis);
    return new Quote(
        symbol,
        price(lastCents - HALF_SPREAD_CENTS),
        price(lastCents + HALF_SPREAD_CENTS),
        price(lastCents),
        volume,
        sequence,
        nowMillis);
  }

  /** Fills an order at once: the price moves against it and the sequence goes up. */
  synchronized Quote fill(boolean buy, int quantity, long nowMillis) {
    walkTo(nowMillis);
    lastCents = Math.max(LOWEST_CENTS, lastCents + (buy ? 1 : -1));
    volume += quantity;
    sequence++;
    return quote(nowMillis);
  }

  private void walkTo(long nowMillis) {
    while (nextChangeMillis <= nowMillis) {
      int step = 1 + random.nextInt(MAX_STEP_CENTS);
      lastCents =
          Math.max(LOWEST_CENTS, random.nextBoolean() ? lastCents + step : lastCents - step);
      volume += 1 + random.nextInt(100);
      sequence++;
      nextChangeMillis += interval();
    }
  }

  private int interval() {
    return MIN_INTERVAL_MILLIS + random.nextInt(MAX_INTERVAL_MILLIS - MIN_INTERVAL_MILLIS + 1);
  }

  private static BigDecimal price(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
