package com.acme.trading;

import com.acme.md.Quote;
import com.acme.orders.Order;
import com.acme.orders.OrderException;
import com.acme.orders.OrderReceipt;
import com.acme.orders.OrderService;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The order thread: places an order at each time of its schedule, asks for the quote again and
 * checks that it is not older than the order.
 */
final class OrderTrader implements Runnable {
  private static final int QUANTITY = 100;

  private final List<String> watchList;
  private final Schedule schedule;
  private final OrderService orders;
  private final QuoteDesk desk;
  private final TradingStats stats;
  private final CountDownLatch stop;
  private final Random random;
  private boolean logged;

  OrderTrader(
      List<String> watchList,
      Schedule schedule,
      OrderService orders,
      QuoteDesk desk,
      TradingStats stats,
      CountDownLatch stop,
      long seed) {
    this.watchList = watchList;
    this.schedule = schedule;
    this.orders = orders;
    this.desk = desk;
    this.stats = stats;
    this.stop = stop;
    this.random = new Random(seed);
  }

  @Override
  public void run() {
    try {
      long wait = schedule.untilNext(System.nanoTime());
      while (wait != Schedule.OVER && !stop.await(wait, TimeUnit.NANOSECONDS)) {
        trade(watchList.get(random.nextInt(watchList.size())));
        wait = schedule.untilNext(System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void trade(String symbol) {
    try {
      OrderReceipt receipt = orders.placeOrder(new Order(symbol, random.nextBoolean(), QUANTITY));
      stats.orders.increment();
      check(receipt, desk.ask(symbol));
    } catch (OrderException e) {
      failed(e);
    }
  }

  private void check(OrderReceipt receipt, Quote quote) {
    if (quote == null) {
      return;
    }
    stats.ownOrderChecks.increment();
    if (quote.getSequence() < receipt.getSequence() || quote.getTime() < receipt.getTime()) {
      stats.staleAfterOwnOrder.increment();
    }
  }

  private void failed(OrderException e) {
    stats.orderErrors.increment();
    if (!logged) {
      logged = true;
      System.err.println(
          "order failed, further failures are only counted: "
              + e.getMessage()
              + ", HTTP "
              + e.getStatus());
    }
  }
}
