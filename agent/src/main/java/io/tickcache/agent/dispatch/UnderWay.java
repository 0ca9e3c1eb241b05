package io.tickcache.agent.dispatch;

import io.tickcache.agent.classes.ThreadNumbers;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The loads under way, by the thread that runs them; a load within a load knows the outer one. It
 * leaves nothing behind in the application's threads, as thread-locals would. Thread-safe.
 *
 * <p>Every call asks here, so a thread has a place that its number names, if no other has that at
 * the time; the rest share a map.
 */
final class UnderWay {

  private static final int PLACES = 256;

  /** So many references are a line of the processor's cache, which threads shouldn't share. */
  private static final int LINE = 16;

  /** Who has a place now. */
  private final AtomicReferenceArray<@Nullable Thread> owners =
      new AtomicReferenceArray<>(PLACES * LINE);

  /** What is under way at a place: its owner's alone to read and write. */
  private final @Nullable UpstreamCall[] innermost = new UpstreamCall[PLACES * LINE];

  private final ConcurrentHashMap<Thread, UpstreamCall> others = new ConcurrentHashMap<>();

  /**
   * How many threads are in the map, as each of them knows for itself. Its size would not do: that
   * is a sum which other threads' changes may take past zero.
   */
  private final AtomicInteger othersCount = new AtomicInteger();

  /** The innermost load of the current thread, or null. */
  @Nullable UpstreamCall here() {
    Thread thread = Thread.currentThread();
    int place = place(thread);
    if (owners.get(place) == thread) {
      return innermost[place];
    }
    return othersCount.get() == 0 ? null : others.get(thread);
  }

  void begin(UpstreamCall call) {
    set(call);
  }

  void end(UpstreamCall call) {
    UpstreamCall outer = call.outer();
    if (outer == null) {
      clear();
    } else {
      set(outer);
    }
  }

  private void set(UpstreamCall call) {
    Thread thread = Thread.currentThread();
    int place = place(thread);
    if (owners.get(place) == thread) {
      innermost[place] = call;
    } else if (othersCount.get() != 0 && others.containsKey(thread)) {
      others.put(thread, call);
    } else if (owners.compareAndSet(place, null, thread)) {
      innermost[place] = call;
    } else {
      // The map may ask the thread for its hash, which may be the application's own and fail.
      others.put(thread, call);
      othersCount.incrementAndGet();
    }
  }

  private void clear() {
    Thread thread = Thread.currentThread();
    int place = place(thread);
    if (owners.get(place) == thread) {
      innermost[place] = null;
      owners.lazySet(place, null);
    } else if (othersCount.get() != 0 && others.remove(thread) != null) {
      othersCount.decrementAndGet();
    }
  }

  static int place(Thread thread) {
    return (ThreadNumbers.of(thread) & (PLACES - 1)) * LINE;
  }

  /** Whether no thread has anything under way; true or false for certain only while none comes. */
  boolean isEmpty() {
    for (int place = 0; place < owners.length(); place += LINE) {
      if (owners.get(place) != null) {
        return false;
      }
    }
    return othersCount.get() == 0;
  }
}
