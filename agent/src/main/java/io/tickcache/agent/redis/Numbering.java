package io.tickcache.agent.redis;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which invalidations of each bucket this process has heard of, by their numbers. Redis numbers
 * them without gaps, so one that was lost shows: at once when the next one arrives, or else when
 * the numbers are compared with Redis's own. Thread-safe; comparing is one thread's.
 */
final class Numbering {

  private final AtomicLongArray heard = new AtomicLongArray(Keyspace.BUCKETS);
  private long[] due = new long[Keyspace.BUCKETS];
  private volatile boolean counting;

  /** Takes note of one that arrived; false if it shows that one before it has not. */
  boolean hear(int bucket, long number) {
    boolean counted = counting;
    while (true) {
      long last = heard.get(bucket);
      if (number <= last) {
        return true;
      }
      if (heard.compareAndSet(bucket, last, number)) {
        return !counted || number == last + 1;
      }
    }
  }

  /** The numbers heard until now; taken before Redis is asked for its own. */
  long[] heard() {
    long[] numbers = new long[Keyspace.BUCKETS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = heard.get(i);
    }
    return numbers;
  }

  /**
   * Finds no gaps until {@link #restart}, for want of knowing what comes next. Whoever suspends
   * drops, once he has restarted, all that a message lost meanwhile might have voided.
   */
  void suspend() {
    counting = false;
  }

  /** Counts from Redis's numbers on; what came before is known to be unknown. */
  void restart(long[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      long number = numbers[i];
      heard.accumulateAndGet(i, number, Math::max);
    }
    due = numbers.clone();
    counting = true;
  }

  /**
   * Whether all that Redis had told at the last comparison has arrived by now, and Redis still
   * counts as it did.
   *
   * @param before {@link #heard()} from before Redis was asked
   * @param numbers Redis's own
   */
  boolean agrees(long[] before, long[] numbers) {
    boolean agrees = true;
    for (int i = 0; i < numbers.length; i++) {
      if (before[i] > numbers[i]) {
        heard.set(i, numbers[i]);
        agrees = false;
      } else if (before[i] < due[i]) {
        agrees = false;
      }
    }
    due = numbers.clone();
    return agrees;
  }
}
