package io.tickcache.agent.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

  /** The fence of a symbol that something was asked for; null where nothing can be kept. */
  @Nullable Fence present(String symbol) {
    return fences.getIfPresent(symbol);
  }

  /** Breaks it before it is out of sight: who finds none here any more can rely on it. */
  void breakDown(String symbol) {
    breakDown(symbol, Fence::breakDown);
  }

  /** As {@link #breakDown}, for what another process has told L2 of. */
  void breakDownByOthers(String symbol) {
    breakDown(symbol, Fence::breakDownByOthers);
  }

  private void breakDown(String symbol, Consumer<Fence> way) {
    fences
        .asMap()
        .computeIfPresent(
            symbol,
            (same, fence) -> {
              way.accept(fence);
              return null;
            });
  }

  /**
   * Breaks the one of a symbol that is there. If that is still the one that was given, and nothing
   * else has broken it, another takes its place.
   */
  boolean renew(String symbol, Fence given, Fence next) {
    AtomicBoolean renewed = new AtomicBoolean();
    fences
        .asMap()
        .compute(
            symbol,
            (same, present) -> {
              renewed.set(present == given && given.isUp());
              given.breakDown();
              if (present != null) {
                present.breakDown();
              }
              return renewed.get() ? next : null;
            });
    return renewed.get();
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
