package io.tickcache.agent.cache;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fence of each symbol of a cache. A fence that no entry and no flight holds is forgotten:
 * there is nothing left to void. Thread-safe.
 *
 * <p>Caffeine would do the same, but notes each look-up, and goes over its notes on a thread of the
 * agent's that somebody has to wake.
 */
final class Fences {

  private final ConcurrentHashMap<String, Place> places = new ConcurrentHashMap<>();
  private final ReferenceQueue<Fence> forgotten = new ReferenceQueue<>();

  /** The fence under which to ask for a symbol; taken before anything is read. */
  Fence of(String symbol) {
    Fence fence = present(symbol);
    return fence == null ? raised(symbol) : fence;
  }

  private Fence raised(String symbol) {
    Fence fence = new Fence();
    Place mine = new Place(symbol, fence, forgotten);
    Place place = places.putIfAbsent(symbol, mine);
    while (place != null) {
      Fence other = place.get();
      if (other != null) {
        return other;
      }
      places.remove(symbol, place);
      place = places.putIfAbsent(symbol, mine);
    }
    return fence;
  }

  /** The fence of a symbol that something was asked for; null where nothing can be kept. */
  @Nullable Fence present(String symbol) {
    Place place = places.get(symbol);
    return place == null ? null : place.get();
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
    places.computeIfPresent(
        symbol,
        (same, place) -> {
          Fence fence = place.get();
          if (fence != null) {
            way.accept(fence);
          }
          return null;
        });
  }

  /**
   * Breaks the one of a symbol that is there. If that is still the one that was given, and nothing
   * else has broken it, another takes its place.
   */
  boolean renew(String symbol, Fence given, Fence next) {
    AtomicBoolean renewed = new AtomicBoolean();
    places.compute(
        symbol,
        (same, place) -> {
          Fence present = place == null ? null : place.get();
          renewed.set(present == given && given.isUp());
          given.breakDown();
          if (present != null) {
            present.breakDown();
          }
          return renewed.get() ? new Place(symbol, next, forgotten) : null;
        });
    return renewed.get();
  }

  void breakDownAll() {
    for (String symbol : places.keySet()) {
      breakDown(symbol);
    }
  }

  /** Frees the places of fences that are forgotten; called now and then by one thread at a time. */
  void cleanUp() {
    for (Reference<?> place = forgotten.poll(); place != null; place = forgotten.poll()) {
      places.remove(((Place) place).symbol, place);
    }
  }

  /** Whether there is no place for any. */
  boolean isEmpty() {
    return places.isEmpty();
  }

  /** Where a fence stands; it doesn't keep it. */
  private static final class Place extends WeakReference<Fence> {

    private final String symbol;

    Place(String symbol, Fence fence, ReferenceQueue<Fence> forgotten) {
      super(fence, forgotten);
      this.symbol = symbol;
    }
  }
}
