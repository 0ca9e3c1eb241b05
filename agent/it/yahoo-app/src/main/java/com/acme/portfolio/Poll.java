package com.acme.portfolio;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import yahoofinance.Stock;
import yahoofinance.quotes.stock.StockQuote;

/**
 * Some threads that ask for the same stocks over and over, look at what they get, and then scribble
 * on it, as the stock is theirs.
 */
final class Poll {

  private static final BigDecimal SCRIBBLED = BigDecimal.ONE.negate();

  private final Yahoo yahoo;
  private final List<String> symbols;
  private final int rounds;
  private final int pauseMillis;
  private final CountDownLatch start = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger mixed = new AtomicInteger();
  private final AtomicInteger backwards = new AtomicInteger();
  private final AtomicInteger spoilt = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  /**
   * @param rounds how often each thread asks for every stock, with a pause between two rounds
   */
  Poll(Yahoo yahoo, List<String> symbols, int rounds, int pauseMillis) {
    this.yahoo = yahoo;
    this.symbols = symbols;
    this.rounds = rounds;
    this.pauseMillis = pauseMillis;
  }

  /**
   * Polls and counts: calls, stocks of another symbol than asked for, stocks older than one that
   * the same thread had before, stocks that somebody has scribbled on, and failed calls.
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
    return "asked="
        + asked
        + " mixed="
        + mixed
        + " backwards="
        + backwards
        + " spoilt="
        + spoilt
        + " failed="
        + failed;
  }

  private void poll() {
    Map<String, Long> latest = new HashMap<>();
    try {
      start.await();
      for (int round = 0; round < rounds; round++) {
        for (String symbol : symbols) {
          ask(symbol, latest);
        }
        Thread.sleep(pauseMillis);
      }
    } catch (InterruptedException e) {
      failed.incrementAndGet();
    }
  }

  private void ask(String symbol, Map<String, Long> latest) {
    asked.incrementAndGet();
    try {
      look(symbol, yahoo.stock(symbol), latest);
    } catch (IOException | RuntimeException e) {
      failed.incrementAndGet();
    }
  }

  private void look(String symbol, Stock stock, Map<String, Long> latest) {
    StockQuote quote = stock.getQuote();
    if (quote.getPrice().signum() < 0) {
      spoilt.incrementAndGet();
      return;
    }
    if (!symbol.equals(stock.getSymbol()) || !symbol.equals(quote.getSymbol())) {
      mixed.incrementAndGet();
    }
    long now = quote.getLastTradeTime().getTimeInMillis();
    Long before = latest.put(symbol, now);
    if (before != null && before > now) {
      backwards.incrementAndGet();
    }
    quote.setPrice(SCRIBBLED);
    quote.getLastTradeTime().setTimeInMillis(0);
  }
}
