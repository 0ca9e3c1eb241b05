package io.tickcache.agent.cache;

import io.tickcache.agent.classes.ThreadNumbers;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LongAdder} for what threads count with each hit. A thread that counts for the first time
 * gets a place that its number names, until it ends; nobody else writes there, so counting takes no
 * atomic instruction, which is most of what it costs. Threads whose place is another's count as in
 * any adder. It leaves nothing behind in the application's threads. Thread-safe; no count is lost.
 */
public final class OwnedAdder extends LongAdder {

  private static final long serialVersionUID = 1;

  private static final int PLACES = 64;

  /** So many longs, or twice as many references, are a line of the processor's cache. */
  private static final int LINE = 8;

  /** Who has a place, in all adders alike. */
  private static final AtomicReferenceArray<@Nullable Thread> OWNERS =
      new AtomicReferenceArray<>(PLACES * LINE * 2);

  /** What the owner of a place has counted; when he is dead, another one goes on from there. */
  private final transient AtomicLongArray owned = new AtomicLongArray(PLACES * LINE);

  @Override
  public void increment() {
    Thread thread = Thread.currentThread();
    int place = ThreadNumbers.of(thread) & (PLACES - 1);
    Thread owner = OWNERS.get(place * LINE * 2);
    if (owner == thread
        || (owner == null && OWNERS.compareAndSet(place * LINE * 2, null, thread))) {
      int cell = place * LINE;
      owned.lazySet(cell, owned.get(cell) + 1);
    } else {
      super.increment();
    }
  }

  @Override
  public long sum() {
    long sum = super.sum();
    for (int place = 0; place < PLACES; place++) {
      sum += owned.get(place * LINE);
    }
    return sum;
  }

  /**
   * Gives away the places of threads that are dead, and holds them no longer, nor what hangs on
   * them; called now and then. A thread that is found dead has been seen to write all that it
   * wrote.
   */
  static void tidy() {
    for (int place = 0; place < PLACES; place++) {
      Thread owner = OWNERS.get(place * LINE * 2);
      if (owner != null && !owner.isAlive()) {
        OWNERS.compareAndSet(place * LINE * 2, owner, null);
      }
    }
  }
}
