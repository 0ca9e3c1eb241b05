package io.tickcache.sample.exchange.market;

import java.math.BigDecimal;

/** What the exchange says about a symbol at {@code timeMillis} (epoch). */
public record Quote(
    String symbol,
    BigDecimal bid,
    BigDecimal ask,
    BigDecimal last,
    long volume,
    long sequence,
    long timeMillis) {

  public String toJson() {
    return "{\"symbol\":\"%s\",\"bid\":%s,\"ask\":%s,\"last\":%s,\"volume\":%d,\"sequence\":%d,\"time\":%d}"
        .formatted(symbol, bid, ask, last, volume, sequence, timeMillis);
  }
}
