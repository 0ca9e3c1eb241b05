package com.acme.history;

import java.util.concurrent.TimeUnit;

/**
 * Notes when this process stood still: a thread that sleeps for a moment and wakes up late was kept
 * from running, and most likely the others too.
 */
final class StallWatch implements Runnable {

  private static final long NAP_MILLIS = 5;
  private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  private final Journal journal;

  StallWatch(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void run() {
    try {
      for (long last = System.nanoTime(); ; ) {
        Thread.sleep(NAP_MILLIS);
        long now = System.nanoTime();
        if (now - last > STALL_NANOS) {
          journal.add(Journal.STALL, 0, Journal.ALL, last, now, 0);
        }
        last = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
