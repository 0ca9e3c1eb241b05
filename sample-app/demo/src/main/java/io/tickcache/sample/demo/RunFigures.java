package io.tickcache.sample.demo;

import java.util.List;

/**
 * What one run gave: the counters of each trading process, what the exchange and Redis counted
 * meanwhile (empty without Redis), and the agent's counts by tier.
 */
record RunFigures(
    List<Counters> traders, Counters exchange, Counters redisCalls, TierCounts tiers) {

  RunFigures {
    traders = List.copyOf(traders);
  }

  long asked() {
    return total("asked");
  }

  long applicationErrors() {
    return total("errors429") + total("errors418") + total("errorsOther") + total("orderErrors");
  }

  /** A counter added up over the trading processes. */
  long total(String counter) {
    return traders.stream().mapToLong(trader -> trader.get(counter)).sum();
  }

  /** A counter of the trading process where it is worst; percentiles cannot be added up. */
  long worst(String counter) {
    return traders.stream().mapToLong(trader -> trader.get(counter)).max().orElse(0);
  }
}
