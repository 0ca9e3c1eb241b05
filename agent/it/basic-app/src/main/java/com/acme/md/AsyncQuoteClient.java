package com.acme.md;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Asks on a thread of its own and calls back, on another one if all goes well. */
public class AsyncQuoteClient {

  private final ExecutorService network = Executors.newCachedThreadPool(named("network"));
  private final Executor executor = Executors.newSingleThreadExecutor(named("callbacks"));

  private static ThreadFactory named(String name) {
    return body -> {
      Thread thread = new Thread(body, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** What answers that are at hand are called back on. */
  public Executor executor() {
    return executor;
  }

  public void getQuote(String symbol, QuoteCallback<Quote> callback) {
    network.execute(
        () -> {
          try {
            Quote quote = new QuoteClient().getQuote(symbol);
            if (symbol.startsWith("BAD")) {
              throw new IOException("no quote of " + symbol);
            }
            callback.onSuccess(quote);
          } catch (IOException e) {
            callback.onFailure(e);
          }
        });
  }
}
