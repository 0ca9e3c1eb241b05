package io.tickcache.agent.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Invalidations that Redis may not have heard of. Until it has, nothing that they void may be read
 * from it. Bounded: too many symbols of a cache become one invalidation of all of it. Thread-safe.
 */
final class PendingInvalidations {

  private static final int MOST = 10_000;

  private final ConcurrentHashMap<Item, Long> items = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** Notes one; the number tells it from a later one of the same symbol. */
  long add(Item item) {
    long number = numbers.incrementAndGet();
    if (items.size() >= MOST && item.symbol != null) {
      Item whole = new Item(item.cache, null);
      items.put(whole, number);
      items.keySet().removeIf(other -> other.cache.equals(item.cache) && other.symbol != null);
    } else {
      items.put(item, number);
    }
    return number;
  }

  /** Forgets one that Redis has heard of, unless it was noted anew since. */
  void applied(Item item, long number) {
    items.remove(item, number);
  }

  boolean cover(String cache, String symbol) {
    return !items.isEmpty()
        && (items.containsKey(new Item(cache, symbol)) || items.containsKey(new Item(cache, null)));
  }

  List<Item> all() {
    return new ArrayList<>(items.keySet());
  }

  @Nullable Long number(Item item) {
    return items.get(item);
  }

  int size() {
    return items.size();
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
