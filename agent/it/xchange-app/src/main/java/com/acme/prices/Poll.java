package com.acme.prices;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.marketdata.Ticker;

/** Some threads that ask for the same pairs over and over, and look at what they get. */
final class Poll {

  private final Venue venue;
  private final List<CurrencyPair> pairs;
  private final int rounds;
  private final int pauseMillis;
  private final CountDownLatch start = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger mixed = new AtomicInteger();
  private final AtomicInteger backwards = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  /**
   * @param rounds how often each thread asks for every pair, with a pause between two rounds
   */
  Poll(Venue venue, List<CurrencyPair> pairs, int rounds, int pauseMillis) {
    this.venue = venue;
    this.pairs = pairs;
    this.rounds = rounds;
    this.pauseMillis = pauseMillis;
  }

  /**
   * Polls and counts: calls, tickers of another pair than asked for, tickers older than one that
   * the same thread had before, and failed calls.
   */
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
    return "asked=" + asked + " mixed=" + mixed + " backwards=" + backwards + " failed=" + failed;
  }

  private void poll() {
    Map<CurrencyPair, Long> latest = new HashMap<>();
    try {
      start.await();
      for (int round = 0; round < rounds; round++) {
        for (CurrencyPair pair : pairs) {
          ask(pair, latest);
        }
        Thread.sleep(pauseMillis);
      }
    } catch (InterruptedException e) {
      failed.incrementAndGet();
    }
  }

  @SuppressWarnings("JavaUtilDate") // what XChange has
  private void ask(CurrencyPair pair, Map<CurrencyPair, Long> latest) {
    asked.incrementAndGet();
    try {
      Ticker ticker = venue.byPair(pair);
      if (!pair.equals(ticker.getInstrument())) {
        mixed.incrementAndGet();
      }
      long now = ticker.getTimestamp().getTime();
      Long before = latest.put(pair, now);
      if (before != null && before > now) {
        backwards.incrementAndGet();
      }
    } catch (IOException | RuntimeException e) {
      failed.incrementAndGet();
    }
  }
}
