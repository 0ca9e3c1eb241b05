package io.tickcache.agent.admin;

import io.tickcache.agent.cache.CacheStats;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Observation;
import io.tickcache.agent.cache.ObservationStats;
import io.tickcache.agent.cache.StaleReason;
import io.tickcache.agent.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What happened in each cache in the last quarter of an hour, in samples of five seconds. A cache
 * that nothing happened in takes no room. Thread-safe.
 */
public final class History {

  static final int SECONDS = 5;
  static final int SAMPLES = 180;

  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(SECONDS);

  private final Map<String, Series> caches = new HashMap<>();
  private final Map<String, Series> observations = new HashMap<>();
  private boolean begun;
  private long nextNanos;

  /**
   * Takes a sample when it is time; called about once a second.
   *
   * @param ageMillis how old hits of a cache are, or {@link Series#UNKNOWN}
   */
  synchronized void look(Caches now, long nowNanos, ToIntFunction<String> ageMillis) {
    if (!begun) {
      begun = true;
      nextNanos = nowNanos + INTERVAL_NANOS;
      sample(now, 1, ageMillis);
    } else if (nowNanos - nextNanos >= 0) {
      // A process that stood still has no samples of that time: what it did goes into the last one.
      long passed = 1 + (nowNanos - nextNanos) / INTERVAL_NANOS;
      nextNanos += passed * INTERVAL_NANOS;
      sample(now, (int) Math.min(passed, SAMPLES), ageMillis);
    }
  }

  private void sample(Caches now, int passed, ToIntFunction<String> ageMillis) {
    caches.keySet().removeIf(name -> now.named(name) == null);
    observations.keySet().removeIf(name -> now.observationNamed(name) == null);
    for (HybridCache cache : now.all()) {
      caches
          .computeIfAbsent(cache.name(), unknown -> new Series(counts(cache.stats())))
          .add(passed, counts(cache.stats()), ageMillis.applyAsInt(cache.name()));
    }
    for (Observation observed : now.observations()) {
      observations
          .computeIfAbsent(observed.name(), unknown -> new Series(counts(observed.stats())))
          .add(passed, counts(observed.stats()), Series.UNKNOWN);
    }
  }

  private static long[] counts(CacheStats stats) {
    return new long[] {
      stats.nearHits.sum() + stats.nearNegatives.sum() + stats.stale(StaleReason.HELD).sum(),
      stats.remoteHits.sum() + stats.remoteNegatives.sum(),
      stats.nearMisses.sum(),
      stats.loads.sum()
    };
  }

  /** What would be shared by callers stands where the hits of L2 stand. */
  private static long[] counts(ObservationStats stats) {
    long misses = stats.misses();
    long shared = stats.shared();
    return new long[] {stats.hits(), shared, shared + misses, misses};
  }

  /** Writes the samples of a cache, the newest last. */
  synchronized void write(Json json, String cache) {
    write(json, caches.get(cache));
  }

  synchronized void writeObserved(Json json, String observation) {
    write(json, observations.get(observation));
  }

  private static void write(Json json, @Nullable Series series) {
    if (series != null) {
      series.write(json.name("history").object().name("seconds").value(SECONDS));
      json.end();
    }
  }
}
