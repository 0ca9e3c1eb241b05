package com.acme.trading;

import com.acme.md.QuoteClient;
import com.acme.md.QuoteException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tries before the opening whether quotes come, until a second before it; nothing is counted. */
final class Rehearsal implements Runnable {
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE_MILLIS = 50;

  private final QuoteClient client;
  private final String symbol;
  private final long startNanos;
  private final CountDownLatch stop;

  Rehearsal(QuoteClient client, String symbol, long startNanos, CountDownLatch stop) {
    this.client = client;
    this.symbol = symbol;
    this.startNanos = startNanos;
    this.stop = stop;
  }

  @Override
  public void run() {
    try {
      while (startNanos - System.nanoTime() > QUIET_NANOS
          && !stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        ask();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    try {
      client.getQuote(symbol);
    } catch (QuoteException e) {
      System.err.println("no quote before the opening: " + e.getMessage());
    }
  }
}
