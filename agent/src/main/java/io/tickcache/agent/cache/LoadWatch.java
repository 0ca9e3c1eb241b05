package io.tickcache.agent.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait until another process has loaded a symbol. A watcher that is registered before it
 * reads L2 misses no end of a load: one that comes between is kept for it. Thread-safe.
 */
final class LoadWatch {

  private final ConcurrentHashMap<String, Set<Watcher>> watchers = new ConcurrentHashMap<>();

  Watcher register(String symbol) {
    Watcher watcher = new Watcher(symbol);
    watchers.compute(
        symbol,
        (same, present) -> {
          Set<Watcher> all = present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(watcher);
          return all;
        });
    return watcher;
  }

  /** Has those look again who wait for the symbol, or for any where it is null. */
  void wake(@Nullable String symbol) {
    if (symbol == null) {
      watchers.values().forEach(LoadWatch::release);
    } else {
      Set<Watcher> waiting = watchers.get(symbol);
      if (waiting != null) {
        release(waiting);
      }
    }
  }

  private static void release(Set<Watcher> waiting) {
    for (Watcher watcher : waiting) {
      watcher.ended.release();
    }
  }

  /** One waiting caller. */
  final class Watcher implements AutoCloseable {

    private final String symbol;
    private final Semaphore ended = new Semaphore(0);

    private Watcher(String symbol) {
      this.symbol = symbol;
    }

    /** Waits for the end of a load, at most as long as said; all ends so far count as one. */
    void await(long nanos) throws InterruptedException {
      if (ended.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        ended.drainPermits();
      }
    }

    @Override
    public void close() {
      watchers.computeIfPresent(
          symbol,
          (same, present) -> {
            present.remove(this);
            return present.isEmpty() ? null : present;
          });
    }
  }
}
