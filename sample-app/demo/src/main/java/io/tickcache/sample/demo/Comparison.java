package io.tickcache.sample.demo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The two runs of the same load, side by side. */
record Comparison(Load load, boolean redis, Duration ttl, RunFigures without, RunFigures with) {

  /** How many percent fewer calls reached the exchange with the agent. */
  @Nullable Double exchangeCallsFewer() {
    return Figures.fewer(without.exchange().get("requests"), with.exchange().get("requests"));
  }

  /** The share of the applications' calls that L1 answered, in percent. */
  @Nullable Double l1Share() {
    return Figures.share(with.tiers().l1Hits(), with.asked());
  }
}
