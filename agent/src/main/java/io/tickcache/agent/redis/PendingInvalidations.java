package io.tickcache.agent.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Invalidations that Redis may not have heard of. Until it has, nothing that they void may be read
 * from it. Bounded: too many symbols of a cache become one invalidation of all of it. Thread-safe.
 */
final class PendingInvalidations {

  private static final int MOST = 10_000;

  private final ConcurrentHashMap<Item, Attempt> items = new ConcurrentHashMap<>();
  private final int most;

  PendingInvalidations() {
    this(MOST);
  }

  /**
   * @param most how many symbols there may be, of all caches together
   */
  PendingInvalidations(int most) {
    this.most = most;
  }

  /**
   * Notes one that is being told to Redis now, by whoever notes it. One at a time: symbols that
   * become the whole cache must not take one with them that was noted after the whole was told.
   */
  synchronized Attempt begin(Item item) {
    Attempt attempt = new Attempt();
    if (items.size() >= most && item.symbol != null) {
      // Whoever notes it tells the symbol alone; the whole is the supervisor's.
      attempt.failed();
      items.put(new Item(item.cache, null), attempt);
      items.keySet().removeIf(other -> other.cache.equals(item.cache) && other.symbol != null);
    } else {
      items.put(item, attempt);
    }
    return attempt;
  }

  /** Notes one that is still to be told. */
  void add(Item item) {
    begin(item).failed();
  }

  /** Forgets one that Redis has heard of, unless it was noted anew since. */
  void applied(Item item, Attempt attempt) {
    items.remove(item, attempt);
  }

  /** Asks for the symbol first, because it is the whole cache that takes a symbol's place. */
  boolean cover(String cache, String symbol) {
    return items.containsKey(new Item(cache, symbol)) || items.containsKey(new Item(cache, null));
  }

  /** Those that are to be told again, because nobody is telling them now. */
  List<Item> due() {
    List<Item> due = new ArrayList<>();
    items.forEach(
        (item, attempt) -> {
          if (attempt.failed) {
            due.add(item);
          }
        });
    return due;
  }

  @Nullable Attempt attempt(Item item) {
    return items.get(item);
  }

  int size() {
    return items.size();
  }

  /** One telling of one invalidation; another of the same symbol is another attempt. */
  static final class Attempt {
    private volatile boolean failed;

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
      return Objects.hash(cache, symbol);
    }
  }
}
