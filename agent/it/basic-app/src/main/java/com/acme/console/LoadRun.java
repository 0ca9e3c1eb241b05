package com.acme.console;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Threads that poll quotes one after the other, and measure how long each call took them. */
final class LoadRun {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int MOST = 1_000_000;

  private final Call call;
  private final int symbols;
  private final Thread[] threads;
  private final long[] nanos = new long[MOST];
  private final AtomicReference<Exception> firstFailure = new AtomicReference<>();
  private int calls;
  private int failures;
  private volatile boolean stopped;

  LoadRun(int threadCount, int symbols, Call call) {
    this.call = call;
    this.symbols = symbols;
    this.threads = new Thread[threadCount];
    for (int i = 0; i < threadCount; i++) {
      threads[i] = new Thread(this::poll, "poller " + i);
      threads[i].setDaemon(true);
      threads[i].start();
    }
  }

  String stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
    return figures();
  }

  /** The figures so far: counts, the longest call and two percentiles in microseconds. */
  synchronized String figures() {
    long[] sorted = Arrays.copyOf(nanos, calls);
    Arrays.sort(sorted);
    return "calls="
        + calls
        + " failures="
        + failures
        + " max="
        + micros(sorted, 1)
        + " p99="
        + micros(sorted, 0.99)
        + " p50="
        + micros(sorted, 0.5)
        + " first="
        + firstFailure.get();
  }

  private static long micros(long[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    int at = (int) Math.min(sorted.length - 1, Math.round(share * sorted.length));
    return TimeUnit.NANOSECONDS.toMicros(sorted[at]);
  }

  private void poll() {
    while (!stopped) {
      String symbol = "S" + ThreadLocalRandom.current().nextInt(symbols);
      long began = System.nanoTime();
      Exception failure = null;
      try {
        call.of(symbol);
      } catch (Exception e) {
        failure = e;
      }
      record(System.nanoTime() - began, failure);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private synchronized void record(long took, Exception failure) {
    if (calls < MOST) {
      nanos[calls++] = took;
    }
    if (failure != null) {
      failures++;
      firstFailure.compareAndSet(null, failure);
    }
  }

  /** What is polled. */
  interface Call {
    String of(String symbol) throws Exception;
  }
}
