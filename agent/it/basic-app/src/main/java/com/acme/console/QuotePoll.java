package com.acme.console;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Reads one quote until it is of a version, as a strategy does that waits for news. */
final class QuotePoll implements Callable<String> {

  private static final long LONGEST_SECONDS = 10;

  private final Callable<Long> version;
  private final long wanted;
  private final long pauseNanos;
  private final CountDownLatch begun = new CountDownLatch(1);

  QuotePoll(Callable<Long> version, long wanted, long pauseNanos) {
    this.version = version;
    this.wanted = wanted;
    this.pauseNanos = pauseNanos;
  }

  /**
   * When the last read began that got an older version, when the first began that got this one, and
   * when that had its answer, by {@link System#nanoTime}.
   */
  @Override
  public String call() throws Exception {
    for (long lastOld = System.nanoTime(); ; LockSupport.parkNanos(pauseNanos)) {
      long began = System.nanoTime();
      if (version.call() >= wanted) {
        return lastOld + " " + began + " " + System.nanoTime();
      }
      lastOld = began;
      begun.countDown();
    }
  }

  void awaitFirstRead() throws InterruptedException, TimeoutException {
    if (!begun.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException("no read that got an older version");
    }
  }
}
