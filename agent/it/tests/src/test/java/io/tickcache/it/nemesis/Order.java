package io.tickcache.it.nemesis;

import io.tickcache.it.harness.AgentJvm;

/** An invalidation of a symbol by an application: when it was asked for, and when it was done. */
record Order(AgentJvm app, String symbol, long began, long ended) {

  static Order place(AgentJvm app, String symbol) {
    long began = System.nanoTime();
    app.ask("order " + symbol);
    return new Order(app, symbol, began, System.nanoTime());
  }

  /** Whether the call came afterwards in the same process, for the same symbol. */
  boolean isBefore(Call call) {
    return call.app() == app && call.symbol().equals(symbol) && call.began() - ended > 0;
  }
}
