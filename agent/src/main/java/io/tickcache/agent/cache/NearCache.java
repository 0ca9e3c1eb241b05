package io.tickcache.agent.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * L1: entries of this process, bounded by their number or their weight. Whether an entry may be
 * served is the entry's own affair; the map only frees what is long over, by a coarse clock.
 * Thread-safe.
 */
final class NearCache {

  /**
   * An entry that replaces another within a second of its time keeps that one's time in Caffeine 3:
   * {@code BoundedLocalCache.EXPIRE_TOLERANCE}.
   */
  private static final long TOLERANCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Room room;
  private final Cache<Object, Entry> entries;
  private final CoarseClock clock = new CoarseClock();

  NearCache(Room room, long longestNanos, Executor maintenance) {
    this.room = room;
    this.entries =
        bounded(room)
            .expireAfterWrite(longestNanos + TOLERANCE_NANOS, TimeUnit.NANOSECONDS)
            .ticker(clock::read)
            .executor(maintenance)
            .build();
  }

  @Nullable Entry get(Object key) {
    return entries.getIfPresent(key);
  }

  private static Caffeine<Object, ? super Entry> bounded(Room room) {
    Caffeine<Object, Object> builder = Caffeine.newBuilder();
    return room.isWeighed()
        ? builder
            .maximumWeight(room.capacity())
            .<Object, Entry>weigher((key, entry) -> entry.weight())
        : builder.maximumSize(room.capacity());
  }

  /**
   * Keeps the entry unless a younger one is there that may still be served. One that is larger than
   * all the room takes the place of an older one and goes at once.
   */
  void put(Object key, Entry entry, Trust trust) {
    clock.advance(entry.storedNanos());
    if (entry.weight() > room.capacity()) {
      entries
          .asMap()
          .computeIfPresent(
              key, (same, present) -> isNewer(present, entry, trust) ? present : null);
      return;
    }
    entries
        .asMap()
        .merge(
            key,
            entry,
            (present, offered) ->
                isNewer(present, offered, trust) ? present : succeeding(present, offered));
  }

  private static Entry succeeding(Entry present, Entry offered) {
    offered.succeed(present);
    return offered;
  }

  private static boolean isNewer(Entry present, Entry offered, Trust trust) {
    return present.servableAt(offered.storedNanos(), trust)
        && present.birthNanos() - offered.birthNanos() > 0;
  }

  /** Shows all entries, over or not, which doesn't count as asking for them. */
  void forEach(BiConsumer<Object, Entry> viewer) {
    entries.asMap().forEach(viewer);
  }

  long size() {
    return entries.estimatedSize();
  }

  /** Frees what is over; called now and then by a thread of the agent's own. */
  void tidy(long now) {
    clock.advance(now);
    entries.cleanUp();
  }
}
