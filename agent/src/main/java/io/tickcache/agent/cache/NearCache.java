package io.tickcache.agent.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * L1: entries of this process, bounded by their number. Whether an entry may be served is the
 * entry's own affair; the map only frees what is long over, by a clock that is moved by the way,
 * because reading a real one would cost more than the look-up. Thread-safe.
 */
final class NearCache {

  /**
   * An entry that replaces another within a second of its time keeps that one's time in Caffeine 3:
   * {@code BoundedLocalCache.EXPIRE_TOLERANCE}.
   */
  private static final long TOLERANCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Cache<Object, Entry> entries;
  private volatile boolean begun;
  private volatile long coarseNanos;

  NearCache(int maximumEntries, long longestNanos, Executor maintenance) {
    this.entries =
        Caffeine.newBuilder()
            .maximumSize(maximumEntries)
            .expireAfterWrite(longestNanos + TOLERANCE_NANOS, TimeUnit.NANOSECONDS)
            .ticker(this::coarse)
            .executor(maintenance)
            .build();
  }

  @Nullable Entry get(Object key) {
    return entries.getIfPresent(key);
  }

  /** Keeps the entry unless a younger one is there that may still be served. */
  void put(Object key, Entry entry, Trust trust) {
    advance(entry.storedNanos());
    entries
        .asMap()
        .merge(
            key,
            entry,
            (present, offered) ->
                present.servableAt(offered.storedNanos(), trust)
                        && present.birthNanos() - offered.birthNanos() > 0
                    ? present
                    : offered);
  }

  long size() {
    return entries.estimatedSize();
  }

  /** Frees what is over; called now and then by a thread of the agent's own. */
  void tidy(long now) {
    advance(now);
    entries.cleanUp();
  }

  /** Only forward; that an update may be lost in a race does no harm. */
  private void advance(long now) {
    if (!begun || now - coarseNanos > 0) {
      begun = true;
      coarseNanos = now;
    }
  }

  private long coarse() {
    return coarseNanos;
  }
}
