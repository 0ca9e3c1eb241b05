package io.tickcache.sample.demo;

import java.util.List;

/** What a policy cost in one replay of the day. */
record ReplayFigures(Policy policy, List<Counters> traders, Usage usage, TapeFigures tapes) {

  ReplayFigures {
    traders = List.copyOf(traders);
  }

  long total(String counter) {
    return traders.stream().mapToLong(trader -> trader.get(counter)).sum();
  }

  /** A counter of the trading process where it is worst; percentiles cannot be added up. */
  long worst(String counter) {
    return traders.stream().mapToLong(trader -> trader.get(counter)).max().orElse(0);
  }

  /** Calls that should have had an answer and had none: refused, failed, or never made in time. */
  long unanswered() {
    return total("asked") + total("missed") - total("answers");
  }
}
