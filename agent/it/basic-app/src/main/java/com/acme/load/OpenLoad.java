package com.acme.load;

import com.acme.history.Popularity;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Calls that are due at fixed moments, whether earlier ones have returned or not: the next thread
 * that is free makes the next one. What a call took is counted from when it was due, so that a
 * stall shows in all calls that it delays, and not just in the one that it caught.
 */
final class OpenLoad {

  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Market market;
  private final String[] symbols;
  private final Popularity popularity;
  private final double nanosBetween;
  private final long number;
  private final Histogram latencies = new ConcurrentHistogram(LONGEST_NANOS, 3);
  private final AtomicLong next = new AtomicLong();
  private long began;

  OpenLoad(Market market, String[] symbols, int perSecond, int seconds) {
    this.market = market;
    this.symbols = symbols;
    this.popularity = new Popularity(symbols.length);
    this.nanosBetween = (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.number = (long) perSecond * seconds;
  }

  /**
   * How many calls there were, how many of them the market got, how many nanoseconds all took
   * together, and the latencies, compressed.
   */
  String run(int threadCount, long seed) throws InterruptedException {
    long asked = market.calls();
    began = System.nanoTime() + LEAD_NANOS;
    Thread[] threads = new Thread[threadCount];
    for (int i = 0; i < threadCount; i++) {
      Random random = new Random(31 * seed + i);
      threads[i] = new Thread(() -> work(random), "desk " + i);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long took = System.nanoTime() - began;
    return number + " " + (market.calls() - asked) + " " + took + " " + encoded();
  }

  private void work(Random random) {
    for (long i = next.getAndIncrement(); i < number; i = next.getAndIncrement()) {
      long due = began + (long) (i * nanosBetween);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      market.quote(symbols[popularity.pick(random)]);
      latencies.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - due));
    }
  }

  private String encoded() {
    ByteBuffer buffer = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
    int length = latencies.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }
}
