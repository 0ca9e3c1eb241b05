package com.acme.load;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Many threads that ask for the same symbol at the same moment. */
final class Stampede {

  private final Market market;
  private final Consumer<String> call;
  private final Thread[] threads;
  private final long[] served;

  Stampede(Market market, int threads, Consumer<String> call) {
    this.market = market;
    this.call = call;
    this.threads = new Thread[threads];
    this.served = new long[threads];
  }

  /**
   * How many calls the market got, and how many nanoseconds the last of all was served after the
   * caller that asked it, and after the market had the answer.
   */
  String run(String symbol) throws InterruptedException {
    long asked = market.calls();
    CountDownLatch ready = new CountDownLatch(threads.length);
    CountDownLatch go = new CountDownLatch(1);
    for (int i = 0; i < threads.length; i++) {
      int number = i;
      threads[i] = new Thread(() -> ask(number, symbol, ready, go), "desk " + i);
      threads[i].start();
    }
    ready.await();
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    long last = Arrays.stream(served).max().getAsLong();
    return (market.calls() - asked)
        + " "
        + (last - served[leader()])
        + " "
        + (last - market.latestAnswer());
  }

  private void ask(int number, String symbol, CountDownLatch ready, CountDownLatch go) {
    ready.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    call.accept(symbol);
    served[number] = System.nanoTime();
  }

  private int leader() {
    return Arrays.asList(threads).indexOf(market.latestCaller());
  }
}
