package io.tickcache.agent.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * L1: entries of this process, bounded by their number or their weight. Whether an entry may be
 * served is the entry's own affair; Caffeine decides what has to go, and frees what is long over.
 * Thread-safe.
 *
 * <p>Callers do Caffeine's small work themselves, which costs less than to wake a thread for it;
 * what is over is left to {@link #tidy}, for it may be much at once.
 *
 * <p>As long as half of the room is free, Caffeine does not look at what is asked for, because
 * nothing has to go. So far a hit finds its entry in a plain map of the same, which is less to
 * read.
 */
final class NearCache {

  /**
   * An entry that replaces another within a second of its time keeps that one's time in Caffeine 3:
   * {@code BoundedLocalCache.EXPIRE_TOLERANCE}.
   */
  private static final long TOLERANCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Room room;
  private final Cache<Object, Entry> bounded;
  private final ConcurrentHashMap<Object, Entry> plain = new ConcurrentHashMap<>();
  private final CoarseClock clock;

  /** Whether what is asked for decides what stays; once it does, for good. */
  private volatile boolean crowded;

  NearCache(Room room, long longestNanos, long now) {
    this.room = room;
    this.clock = new CoarseClock(now);
    this.crowded = room.isWeighed();
    this.bounded =
        bounded(room)
            .expireAfterWrite(
                longestNanos + TOLERANCE_NANOS + CoarseClock.LAG_NANOS, TimeUnit.NANOSECONDS)
            .ticker(clock::read)
            .executor(Runnable::run)
            .evictionListener(this::gone)
            .build();
  }

  @Nullable Entry get(Object key) {
    Entry found = crowded ? null : plain.get(key);
    return found == null && crowded ? bounded.getIfPresent(key) : found;
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
    clock.keepUp(entry.storedNanos());
    boolean fits = entry.weight() <= room.capacity();
    bounded
        .asMap()
        .compute(
            key,
            (same, present) -> {
              Entry kept = present != null && isNewer(present, entry, trust) ? present : null;
              if (kept == null && fits) {
                kept = present == null ? entry : succeeding(present, entry);
              }
              show(key, kept);
              return kept;
            });
    if (!crowded && plain.mappingCount() >= room.capacity() / 2) {
      crowded = true;
      plain.clear();
    }
  }

  /** Has the plain map follow, while nobody else changes what is under the key. */
  private void show(Object key, @Nullable Entry kept) {
    if (kept == null) {
      plain.remove(key);
    } else if (!crowded) {
      plain.put(key, kept);
      if (crowded) {
        plain.remove(key, kept); // it may have come after all else was cleared away
      }
    }
  }

  private void gone(@Nullable Object key, @Nullable Entry entry, RemovalCause cause) {
    if (key != null && entry != null) {
      plain.remove(key, entry);
    }
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
    bounded.asMap().forEach(viewer);
  }

  long size() {
    return bounded.estimatedSize();
  }

  /** Frees what is over; called once a second by a thread of the agent's own. */
  void tidy(long now) {
    clock.advance(now);
    bounded.cleanUp();
  }
}
