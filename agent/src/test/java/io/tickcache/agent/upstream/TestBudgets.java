package io.tickcache.agent.upstream;

import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.Upstream;

/** Budgets without what stands around them. */
public final class TestBudgets {

  private TestBudgets() {}

  /** A budget of which nothing is used. */
  public static Budget of(Upstream upstream, boolean shared, Ticker ticker) {
    Brake brake = new Brake(upstream, shared, ticker, () -> 0, new Log(System.err), () -> {});
    return new Budget(upstream, shared, ticker, brake);
  }
}
