package com.acme.tape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.jacobpeterson.alpaca.model.endpoint.marketdata.stock.historical.snapshot.Snapshot;
import net.jacobpeterson.alpaca.model.endpoint.marketdata.stock.historical.trade.LatestStockTradeResponse;
import net.jacobpeterson.alpaca.model.endpoint.marketdata.stock.historical.trade.StockTrade;
import net.jacobpeterson.alpaca.rest.AlpacaClientException;

/**
 * Some threads that ask for the trades of the watch list over and over, look at what they get, and
 * then scribble on it, as the trade is theirs.
 */
final class Poll {

  private static final double SCRIBBLED = -1;

  private final Round round;
  private final CountDownLatch start = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger mixed = new AtomicInteger();
  private final AtomicInteger backwards = new AtomicInteger();
  private final AtomicInteger spoilt = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  private Poll(Round round) {
    this.round = round;
  }

  /** Asks for the latest trade of each symbol. */
  static Poll oneByOne(Alpaca alpaca) {
    return new Poll(
        (poll, number, latest) -> {
          for (String symbol : Alpaca.WATCH_LIST) {
            poll.asked.incrementAndGet();
            LatestStockTradeResponse response = alpaca.trade(symbol);
            poll.look(symbol, response.getSymbol(), response.getTrade(), latest);
          }
        });
  }

  /** Asks for ten snapshots at a time, half of them those of the round before. */
  static Poll together(Alpaca alpaca) {
    return new Poll(
        (poll, number, latest) -> {
          int from = number % 3 * 5;
          List<String> symbols = Alpaca.WATCH_LIST.subList(from, from + 10);
          poll.asked.incrementAndGet();
          Map<String, Snapshot> snapshots = alpaca.snapshots(symbols);
          if (snapshots.size() != symbols.size()) {
            poll.mixed.incrementAndGet();
          }
          for (String symbol : symbols) {
            poll.look(symbol, symbol, snapshots.get(symbol).getLatestTrade(), latest);
          }
        });
  }

  /**
   * Polls and counts: calls, trades of another symbol than asked for, trades older than one that
   * the same thread had before, trades that somebody has scribbled on, and failed rounds.
   *
   * @param rounds how often each thread asks for what it wants, with a pause after each
   */
  String run(int threads, int rounds, int pauseMillis) throws InterruptedException {
    Thread[] pollers = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      pollers[i] = new Thread(() -> poll(rounds, pauseMillis), "poller-" + i);
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

  private void poll(int rounds, int pauseMillis) {
    Map<String, Long> latest = new HashMap<>();
    try {
      start.await();
      for (int number = 0; number < rounds; number++) {
        ask(number, latest);
        Thread.sleep(pauseMillis);
      }
    } catch (InterruptedException e) {
      failed.incrementAndGet();
    }
  }

  private void ask(int number, Map<String, Long> latest) {
    try {
      round.ask(this, number, latest);
    } catch (AlpacaClientException | RuntimeException e) {
      failed.incrementAndGet();
    }
  }

  /** Trades of one symbol have growing identifiers, of which no other symbol has any. */
  private void look(String symbol, String told, StockTrade trade, Map<String, Long> latest) {
    if (trade.getPrice() == SCRIBBLED || trade.getConditions().contains("scribbled")) {
      spoilt.incrementAndGet();
      return;
    }
    long now = trade.getTradeID();
    if (!symbol.equals(told) || now / 1_000_000 != Math.floorMod(symbol.hashCode(), 1_000_000)) {
      mixed.incrementAndGet();
    }
    Long before = latest.put(symbol, now);
    if (before != null && before > now) {
      backwards.incrementAndGet();
    }
    trade.setPrice(SCRIBBLED);
    trade.getConditions().add("scribbled");
  }

  /** What one thread asks in one round. */
  private interface Round {
    void ask(Poll poll, int number, Map<String, Long> latest) throws AlpacaClientException;
  }
}
