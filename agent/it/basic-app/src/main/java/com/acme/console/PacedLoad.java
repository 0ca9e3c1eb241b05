package com.acme.console;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that make a call for random symbols at a steady rate, or without a pause where it is 0.
 * What they come late with they make up for.
 */
final class PacedLoad {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int BATCH = 1_000;

  private final LoadRun.Call call;
  private final int symbols;
  private final double callsPerNano;
  private final Thread[] threads;
  private final Durations durations = new Durations();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final AtomicReference<Exception> firstFailure = new AtomicReference<>();
  private volatile boolean stopped;

  PacedLoad(int perSecond, int symbols, int threadCount, LoadRun.Call call) {
    this.call = call;
    this.symbols = symbols;
    this.callsPerNano = (double) perSecond / threadCount / TimeUnit.SECONDS.toNanos(1);
    this.threads = new Thread[threadCount];
    for (int i = 0; i < threadCount; i++) {
      threads[i] = new Thread(callsPerNano > 0 ? this::pace : this::race, "load " + i);
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

  String figures() {
    return calls.sum() + " " + failures.sum() + " " + firstFailure.get();
  }

  /**
   * How many calls were made at the steady rate since this was last asked, and how long they took.
   */
  String durations() {
    return durations.take();
  }

  private void pace() {
    long began = System.nanoTime();
    long made = 0;
    while (!stopped) {
      long due = (long) (callsPerNano * (System.nanoTime() - began)) - made;
      make((int) Math.min(due, BATCH), true);
      made += Math.min(due, BATCH);
      if (due <= BATCH) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void race() {
    while (!stopped) {
      make(BATCH, false);
    }
  }

  private void make(int number, boolean timed) {
    for (int i = 0; i < number && !stopped; i++) {
      long began = timed ? System.nanoTime() : 0;
      try {
        call.of("S" + ThreadLocalRandom.current().nextInt(symbols));
      } catch (Exception e) {
        failures.increment();
        firstFailure.compareAndSet(null, e);
      }
      if (timed) {
        durations.record(System.nanoTime() - began);
      }
      calls.increment();
    }
  }
}
