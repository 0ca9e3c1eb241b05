package com.acme.trading;

import com.acme.md.Quote;
import com.acme.md.QuoteClient;
import com.acme.md.QuoteException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks for quotes and keeps count; a failed call is counted, the first one is logged. */
final class QuoteDesk {
  private final QuoteClient client;
  private final TradingStats stats;
  private final Tape tape;
  private final AtomicBoolean logged = new AtomicBoolean();

  QuoteDesk(QuoteClient client, TradingStats stats, Tape tape) {
    this.client = client;
    this.stats = stats;
    this.tape = tape;
  }

  /** The quote, or null if the call failed. */
  Quote ask(String symbol) {
    stats.asked.increment();
    long start = System.nanoTime();
    try {
      Quote quote = client.getQuote(symbol);
      long now = System.currentTimeMillis();
      stats.answered(quote, now);
      tape.record(quote, now);
      return quote;
    } catch (QuoteException e) {
      failed(e, e.getStatus());
      return null;
    } catch (RuntimeException e) {
      failed(e, 0);
      return null;
    } finally {
      stats.latency.record(System.nanoTime() - start);
    }
  }

  private void failed(Exception e, int status) {
    stats.failed(status);
    if (logged.compareAndSet(false, true)) {
      System.err.println(
          "quote failed, further failures are only counted: " + e + ", HTTP " + status);
    }
  }
}
