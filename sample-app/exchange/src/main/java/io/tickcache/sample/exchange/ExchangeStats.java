package io.tickcache.sample.exchange;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what reached the exchange; a request counts whatever its answer. Thread-safe. */
final class ExchangeStats {
  private final LongAdder requests = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder overLimit = new LongAdder();
  private final LongAdder banned = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder hungUp = new LongAdder();
  private final LongAdder orders = new LongAdder();
  private final Set<String> symbols = ConcurrentHashMap.newKeySet();

  void answered(int status) {
    requests.increment();
    switch (status) {
      case 200 -> answered.increment();
      case 429 -> overLimit.increment();
      case 418 -> banned.increment();
      default -> rejected.increment();
    }
  }

  void quoted(String symbol) {
    symbols.add(symbol);
  }

  void filled() {
    orders.increment();
  }

  /** The client was gone before its answer. */
  void hungUp() {
    hungUp.increment();
  }

  void reset() {
    for (LongAdder counter :
        new LongAdder[] {requests, answered, overLimit, banned, rejected, hungUp, orders}) {
      counter.reset();
    }
    symbols.clear();
  }

  String toJson(long bans) {
    return """
        {"requests":%d,"status200":%d,"status429":%d,"status418":%d,"status4xx":%d,\
        "hungUp":%d,"bans":%d,"orders":%d,"symbols":%d}"""
        .formatted(
            requests.sum(),
            answered.sum(),
            overLimit.sum(),
            banned.sum(),
            rejected.sum(),
            hungUp.sum(),
            bans,
            orders.sum(),
            symbols.size());
  }
}
