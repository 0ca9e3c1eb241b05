package com.acme.trading;

import com.acme.md.QuoteClient;
import com.acme.orders.OrderService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The threads of one trader, from the opening to the end of its time or to {@link #stop}. */
final class TradingSession {
  private final TraderOptions options;
  private final Tape tape;
  private final TradingStats stats = new TradingStats();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  TradingSession(TraderOptions options, Tape tape) {
    this.options = options;
    this.tape = tape;
  }

  void start() {
    QuoteClient client = new QuoteClient(options.exchangeUrl());
    QuoteDesk desk = new QuoteDesk(client, stats, tape);
    long start = startNanos();
    if (options.rehearsal() != null) {
      new Thread(new Rehearsal(client, options.rehearsal(), start, stop), "rehearsal").start();
    }
    for (int i = 0; i < options.threads(); i++) {
      threads.add(new Thread(poller(desk, start, i), "quotes-" + i));
    }
    threads.add(new Thread(orderTrader(desk, start), "orders"));
    threads.forEach(Thread::start);
  }

  /** Asks all threads to end after their current call. */
  void stop() {
    stop.countDown();
  }

  void awaitEnd() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** As {@link #awaitEnd()}, but gives up when the time has passed. */
  void awaitEnd(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (Thread thread : threads) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      thread.join(Math.max(1, left));
    }
  }

  TradingStats stats() {
    return stats;
  }

  private long startNanos() {
    long now = System.currentTimeMillis();
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(options.openAtMillis(now) - now);
  }

  private Runnable poller(QuoteDesk desk, long start, int index) {
    long period = options.roundPeriodNanos();
    long offset = period * index / options.threads();
    Schedule schedule = new Schedule(start + offset, period, options.durationNanos() - offset);
    return new WatchListPoller(options.symbols(), schedule, desk, stats, stop);
  }

  private Runnable orderTrader(QuoteDesk desk, long start) {
    Schedule schedule = new Schedule(start, options.orderPeriodNanos(), options.durationNanos());
    return new OrderTrader(
        options.symbols(),
        schedule,
        new OrderService(options.exchangeUrl()),
        desk,
        stats,
        stop,
        options.seed());
  }
}
