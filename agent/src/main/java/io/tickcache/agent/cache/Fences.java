package io.tickcache.agent.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.Executor;

/**
 * The fence of each symbol of a cache. A fence that no entry and no flight holds is forgotten:
 * there is nothing left to void. Thread-safe.
 */
final class Fences {

  private final Cache<String, Fence> fences;

  Fences(Executor maintenance) {
    this.fences = Caffeine.newBuilder().weakValues().executor(maintenance).build();
  }

  /** The fence under which to ask for a symbol; taken before anything is read. */
  Fence of(String symbol) {
    return fences.get(symbol, absent -> new Fence());
  }

  /** Breaks it before it is out of sight: who finds none here any more can rely on it. */
  void breakDown(String symbol) {
    fences
        .asMap()
        .computeIfPresent(
            symbol,
            (same, fence) -> {
              fence.breakDown();
              return null;
            });
  }

  void breakDownAll() {
    for (String symbol : fences.asMap().keySet()) {
      breakDown(symbol);
    }
  }

  void cleanUp() {
    fences.cleanUp();
  }
}
