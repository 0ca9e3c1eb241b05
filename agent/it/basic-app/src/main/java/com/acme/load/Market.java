package com.acme.load;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The client of a market that takes its time to answer; it counts its calls. It takes no processor,
 * unless its answers are texts, which it makes and reads itself.
 */
public final class Market {

  private final long nanos;
  private final boolean texts;
  private final LongAdder calls = new LongAdder();
  private volatile Thread latestCaller;
  private volatile long latestAnswer;

  Market(long nanos, boolean texts) {
    this.nanos = nanos;
    this.texts = texts;
  }

  public FullQuote quote(String symbol) {
    calls.increment();
    latestCaller = Thread.currentThread();
    long end = nanos == 0 ? 0 : System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    latestAnswer = System.nanoTime();
    FullQuote quote = new FullQuote(symbol, latestAnswer);
    return texts ? QuoteText.read(QuoteText.write(quote)) : quote;
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
