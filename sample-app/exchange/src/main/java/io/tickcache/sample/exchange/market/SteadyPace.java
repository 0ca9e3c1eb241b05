package io.tickcache.sample.exchange.market;

import java.util.Random;

/** A change every 200 to 500 ms, all day long. */
public record SteadyPace(long seed) implements Pace {
  static final int MIN_INTERVAL_MILLIS = 200;
  static final int MAX_INTERVAL_MILLIS = 500;

  @Override
  public Changes changes(String symbol, long openedMillis) {
    return new Changes() {
      private final Random random = new Random(seed * 31 + symbol.hashCode());
      private long lastMillis = openedMillis;

      @Override
      public long nextMillis() {
        lastMillis +=
            MIN_INTERVAL_MILLIS + random.nextInt(MAX_INTERVAL_MILLIS - MIN_INTERVAL_MILLIS + 1);
        return lastMillis;
      }
    };
  }

  @Override
  public double speed() {
    return 1;
  }
}
