package com.acme.load;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** The client of a market that takes its time to answer, and no processor; it counts its calls. */
public final class Market {

  private final long nanos;
  private final LongAdder calls = new LongAdder();
  private volatile Thread latestCaller;
  private volatile long latestAnswer;

  Market(long nanos) {
    this.nanos = nanos;
  }

  public FullQuote quote(String symbol) {
    calls.increment();
    latestCaller = Thread.currentThread();
    long end = nanos == 0 ? 0 : System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    latestAnswer = System.nanoTime();
    return new FullQuote(symbol, latestAnswer);
  }

  /** How many calls have come so far. */
  long calls() {
    return calls.sum();
  }

  Thread latestCaller() {
    return latestCaller;
  }

  /** When it last had an answer, by {@link System#nanoTime}. */
  long latestAnswer() {
    return latestAnswer;
  }
}
