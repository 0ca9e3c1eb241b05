package com.acme.prices;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.marketdata.Ticker;

/** Some threads that ask for the same pairs over and over, and look at what they get. */
final class Poll {

  private final Venue venue;
  private final List<CurrencyPair> pairs;
  private final int rounds;
  private final CountDownLatch start = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger mixed = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  Poll(Venue venue, List<CurrencyPair> pairs, int rounds) {
    this.venue = venue;
    this.pairs = pairs;
    this.rounds = rounds;
  }

  /** Polls and counts: calls, tickers of another pair than asked for, and failed calls. */
  String run(int threads) throws InterruptedException {
    Thread[] pollers = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      pollers[i] = new Thread(this::poll, "poller-" + i);
      pollers[i].start();
    }
    start.countDown();
    for (Thread poller : pollers) {
      poller.join();
    }
    return "asked=" + asked + " mixed=" + mixed + " failed=" + failed;
  }

  private void poll() {
    try {
      start.await();
    } catch (InterruptedException e) {
      return;
    }
    for (int round = 0; round < rounds; round++) {
      for (CurrencyPair pair : pairs) {
        ask(pair);
      }
    }
  }

  private void ask(CurrencyPair pair) {
    asked.incrementAndGet();
    try {
      Ticker ticker = venue.byPair(pair);
      if (!pair.equals(ticker.getInstrument())) {
        mixed.incrementAndGet();
      }
    } catch (Exception e) {
      failed.incrementAndGet();
    }
  }
}
