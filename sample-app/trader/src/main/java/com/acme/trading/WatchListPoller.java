package com.acme.trading;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One worker: goes once through the watch-list at each time of its schedule. */
final class WatchListPoller implements Runnable {
  private final List<String> watchList;
  private final Schedule schedule;
  private final QuoteDesk desk;
  private final TradingStats stats;
  private final CountDownLatch stop;

  WatchListPoller(
      List<String> watchList,
      Schedule schedule,
      QuoteDesk desk,
      TradingStats stats,
      CountDownLatch stop) {
    this.watchList = watchList;
    this.schedule = schedule;
    this.desk = desk;
    this.stats = stats;
    this.stop = stop;
  }

  @Override
  public void run() {
    try {
      long wait = schedule.untilNext(System.nanoTime());
      while (wait != Schedule.OVER && !stop.await(wait, TimeUnit.NANOSECONDS)) {
        watchList.forEach(desk::ask);
        wait = schedule.untilNext(System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stats.missed.add(schedule.missed() * watchList.size());
  }
}
