package io.tickcache.sample.exchange.market;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;

/**
 * One traded symbol whose price walks at random, a step at each of its {@link Changes}. The walk is
 * computed when somebody looks, from the seed and the time alone, so it needs no thread; the
 * moments of all changes are kept. Thread-safe.
 */
final class Instrument {
  private static final int MAX_STEP_CENTS = 5;
  private static final int HALF_SPREAD_CENTS = 1;
  private static final long LOWEST_CENTS = 100;

  private final String symbol;
  private final Random random;
  private final Changes changes;
  private long lastCents;
  private long volume;
  private long nowMillis = Long.MIN_VALUE;
  private long nextChangeMillis;
  private long[] sinceMillis = new long[64];
  private int sequence;

  Instrument(String symbol, long seed, Changes changes, long openedMillis) {
    this.symbol = symbol;
    this.random = new Random(seed * 31 + symbol.hashCode());
    this.changes = changes;
    this.lastCents = 2_000L + random.nextInt(48_000);
    this.nextChangeMillis = changes.nextMillis();
    countUp(openedMillis);
  }

  /**
   * The quote as of a moment, which becomes the quote's time; as of the latest moment that somebody
   * has looked at, where that is later.
   */
  synchronized Quote quote(long millis) {
    walkTo(millis);
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
  synchronized Quote fill(boolean buy, int quantity, long millis) {
    walkTo(millis);
    lastCents = Math.max(LOWEST_CENTS, lastCents + (buy ? 1 : -1));
    volume += quantity;
    countUp(nowMillis);
    return quote(nowMillis);
  }

  /** The moments from which the sequences 1, 2 and so on held, up to a moment. */
  synchronized long[] history(long millis) {
    walkTo(millis);
    return Arrays.copyOf(sinceMillis, sequence);
  }

  private void walkTo(long millis) {
    nowMillis = Math.max(nowMillis, millis);
    while (nextChangeMillis <= nowMillis) {
      int step = 1 + random.nextInt(MAX_STEP_CENTS);
      lastCents =
          Math.max(LOWEST_CENTS, random.nextBoolean() ? lastCents + step : lastCents - step);
      volume += 1 + random.nextInt(100);
      countUp(nextChangeMillis);
      nextChangeMillis = changes.nextMillis();
    }
  }

  private void countUp(long millis) {
    if (sequence == sinceMillis.length) {
      sinceMillis = Arrays.copyOf(sinceMillis, 2 * sequence);
    }
    sinceMillis[sequence++] = millis;
  }

  private static BigDecimal price(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
