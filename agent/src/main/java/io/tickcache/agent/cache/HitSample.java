package io.tickcache.agent.cache;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The keys of some hits, until somebody takes them. Where more come than there is room for, the
 * later ones take the places of earlier ones. Takes no lock and allocates nothing. Thread-safe.
 */
final class HitSample {

  private static final int ROOM = 256;

  private final AtomicReferenceArray<Object> keys = new AtomicReferenceArray<>(ROOM);
  private final AtomicInteger next = new AtomicInteger();

  void add(Object key) {
    keys.lazySet(next.getAndIncrement() & (ROOM - 1), key);
  }

  void take(Consumer<Object> taker) {
    for (int i = 0; i < ROOM; i++) {
      Object key = keys.get(i) == null ? null : keys.getAndSet(i, null);
      if (key != null) {
        taker.accept(key);
      }
    }
  }
}
