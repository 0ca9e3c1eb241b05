package com.acme.md;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
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
            callback.onSuccess(quoteOf(symbol));
          } catch (IOException e) {
            callback.onFailure(e);
          }
        });
  }

  /** As a promise, which is kept on a thread of its own. */
  public CompletableFuture<Quote> promise(String symbol) {
    CompletableFuture<Quote> promise = new CompletableFuture<>();
    network.execute(
        () -> {
          try {
            promise.complete(quoteOf(symbol));
          } catch (IOException e) {
            promise.completeExceptionally(e);
          }
        });
    return promise;
  }

  private static Quote quoteOf(String symbol) throws IOException {
    Quote quote = new Quote();
    quote.setSymbol(symbol);
    quote.setVersion(Exchange.version(symbol));
    if (symbol.startsWith("BAD")) {
      throw new IOException("no quote of " + symbol);
    }
    return quote;
  }
}
