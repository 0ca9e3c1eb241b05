package io.tickcache.agent.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Invalidations that Redis may not have heard of. Until it has, nothing that they void may be read
 * from it. Bounded: too many symbols of a cache become one invalidation of all of it. Thread-safe;
 * looking something up takes no lock.
 */
final class PendingInvalidations {

  private static final int MOST = 10_000;

  private final ConcurrentHashMap<Item, Telling> tellings = new ConcurrentHashMap<>();
  private final int most;
  private final LongAdder overflows = new LongAdder();

  PendingInvalidations() {
    this(MOST);
  }

  /**
   * @param most how many there may be before symbols give way to their cache
   */
  PendingInvalidations(int most) {
    this.most = most;
  }

  /**
   * Notes one that is being told to Redis now, by whoever notes it. One at a time: symbols that
   * become the whole cache must not take one with them that was noted after the whole was told.
   */
  synchronized Telling begin(Item item) {
    Telling telling = new Telling(item);
    if (item.symbol == null || tellings.size() < most) {
      tellings.put(item, telling);
    } else {
      overflow(item.cache);
    }
    return telling;
  }

  /**
   * Whoever noted the last symbol tells that alone; the whole is the background thread's. It stands
   * before the symbols go, so that each is covered all the time.
   */
  private void overflow(String cache) {
    Telling whole = new Telling(new Item(cache, null));
    whole.failed();
    tellings.put(whole.item, whole);
    tellings.keySet().removeIf(other -> other.cache.equals(cache) && other.symbol != null);
    overflows.increment();
  }

  /** Forgets one that Redis has heard of, unless it was noted anew since. */
  void applied(Telling telling) {
    tellings.remove(telling.item, telling);
  }

  /**
   * Asks for the symbol first, because it is the whole cache that takes a symbol's place. No short
   * cut by the map's size: that is a sum which others' changes may take past zero.
   */
  boolean cover(String cache, String symbol) {
    return tellings.containsKey(new Item(cache, symbol))
        || tellings.containsKey(new Item(cache, null));
  }

  /** Those that are to be told again, because nobody is telling them now. */
  List<Telling> due() {
    List<Telling> due = new ArrayList<>();
    for (Telling telling : tellings.values()) {
      if (telling.failed) {
        due.add(telling);
      }
    }
    return due;
  }

  int size() {
    return tellings.size();
  }

  /** How often there were too many symbols. */
  long overflows() {
    return overflows.sum();
  }

  /** One telling of one invalidation; another of the same symbol is another telling. */
  static final class Telling {

    private final Item item;
    private volatile boolean failed;

    private Telling(Item item) {
      this.item = item;
    }

    Item item() {
      return item;
    }

    /** Says that Redis has not confirmed it, so that it is told again. */
    void failed() {
      failed = true;
    }
  }

  /** A symbol of a cache, or the whole cache where it is null. */
  static final class Item {

    final String cache;
    final @Nullable String symbol;

    Item(String cache, @Nullable String symbol) {
      this.cache = cache;
      this.symbol = symbol;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Item
          && ((Item) other).cache.equals(cache)
          && Objects.equals(((Item) other).symbol, symbol);
    }

    @Override
    public int hashCode() {
      return 31 * cache.hashCode() + (symbol == null ? 0 : symbol.hashCode());
    }
  }
}
