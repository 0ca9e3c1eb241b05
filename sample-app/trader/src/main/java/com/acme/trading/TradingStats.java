package com.acme.trading;

import com.acme.md.Quote;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What one trading process saw, counted by itself. Thread-safe. */
public final class TradingStats {
  final LatencyHistogram latency = new LatencyHistogram();
  final LongAdder asked = new LongAdder();
  final LongAdder missed = new LongAdder();
  final LongAdder answers = new LongAdder();
  final LongAdder errors429 = new LongAdder();
  final LongAdder errors418 = new LongAdder();
  final LongAdder errorsOther = new LongAdder();
  final LongAdder orders = new LongAdder();
  final LongAdder orderErrors = new LongAdder();
  final LongAdder ownOrderChecks = new LongAdder();
  final LongAdder staleAfterOwnOrder = new LongAdder();
  private final AtomicLong oldestAgeMillis = new AtomicLong();

  void answered(Quote quote, long nowMillis) {
    answers.increment();
    long age = nowMillis - quote.getTime();
    long seen = oldestAgeMillis.get();
    while (age > seen && !oldestAgeMillis.compareAndSet(seen, age)) {
      seen = oldestAgeMillis.get();
    }
  }

  void failed(int status) {
    if (status == 429) {
      errors429.increment();
    } else if (status == 418) {
      errors418.increment();
    } else {
      errorsOther.increment();
    }
  }

  /** All counters as one flat JSON object. */
  public String toJson() {
    StringBuilder json = new StringBuilder("{\n");
    field(json, "asked", asked.sum());
    field(json, "missed", missed.sum());
    field(json, "answers", answers.sum());
    field(json, "errors429", errors429.sum());
    field(json, "errors418", errors418.sum());
    field(json, "errorsOther", errorsOther.sum());
    field(json, "orders", orders.sum());
    field(json, "orderErrors", orderErrors.sum());
    field(json, "ownOrderChecks", ownOrderChecks.sum());
    field(json, "staleAfterOwnOrder", staleAfterOwnOrder.sum());
    field(json, "oldestAgeMillis", oldestAgeMillis.get());
    field(json, "latencyP50Nanos", latency.percentileNanos(0.50));
    field(json, "latencyP99Nanos", latency.percentileNanos(0.99));
    field(json, "latencyMaxNanos", latency.maxNanos());
    json.setLength(json.length() - 2);
    return json.append("\n}\n").toString();
  }

  private static void field(StringBuilder json, String name, long value) {
    json.append("  \"").append(name).append("\": ").append(value).append(",\n");
  }
}
