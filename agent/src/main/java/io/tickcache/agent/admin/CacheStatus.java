package io.tickcache.agent.admin;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.CacheStats;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Observation;
import io.tickcache.agent.cache.ObservationCounts;
import io.tickcache.agent.cache.RefreshResult;
import io.tickcache.agent.cache.ShadowCounts;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.cache.StaleReason;
import io.tickcache.agent.cache.Warmed;
import io.tickcache.agent.json.Json;
import io.tickcache.agent.metrics.Latency;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Writes what happened in a cache, or would have. For one thread. */
final class CacheStatus {

  private final Json json;
  private final Figures figures;

  CacheStatus(Json json, Figures figures) {
    this.json = json;
    this.figures = figures;
  }

  /**
   * Writes one cache.
   *
   * @param full with all that is known of it but its history
   * @param past with that
   */
  void cache(HybridCache cache, boolean full, boolean past) {
    CacheStats stats = cache.stats();
    long held = stats.stale(StaleReason.HELD).sum();
    long near = stats.nearHits.sum() + stats.nearNegatives.sum() + held;
    long remote = stats.remoteHits.sum() + stats.remoteNegatives.sum();
    long asked = near + stats.nearMisses.sum();
    json.object().name("name").value(cache.name());
    json.name("entries").value(cache.size());
    json.name("gets").object();
    gets(json.name("l1"), stats.nearHits, stats.nearNegatives);
    json.name("stale").value(held);
    json.name("miss").value(stats.nearMisses.sum()).end();
    gets(json.name("l2"), stats.remoteHits, stats.remoteNegatives);
    json.name("miss").value(stats.remoteMisses.sum()).end();
    json.end();
    json.name("loads").value(stats.loads.sum());
    json.name("loadFailures").value(stats.loadFailures.sum());
    json.name("invalidations").value(stats.invalidations.sum());
    json.name("l1HitRatio").value(ratio(near, asked));
    json.name("hitRatio").value(ratio(near + remote, asked));
    json.name("savedCalls").value(near + remote);
    latency(json.name("age"), figures.age(cache.name()));
    stale(stats, cache.name());
    if (full) {
      json.name("follows").value(stats.follows.sum());
      json.name("loadsUnderWay").value(cache.loadsUnderWay());
      bypasses(stats);
      warmUp(stats);
      refreshes(stats);
      json.name("latency").object();
      for (Map.Entry<String, Latency> latency : figures.latencies(cache.name()).entrySet()) {
        latency(json.name(latency.getKey()), latency.getValue());
      }
      json.end();
      ShadowStats shadow = stats.shadowIfAny();
      if (shadow != null) {
        shadow(shadow, cache.lifeNanos());
      }
      TopSymbols symbols = figures.symbols();
      if (symbols != null) {
        symbols.write(json, cache.name());
      }
    }
    History history = figures.history();
    if (past && history != null) {
      history.write(json, cache.name());
    }
    json.end();
  }

  /** Writes how many answers were past their time, and how old lately; nothing without any. */
  private void stale(CacheStats stats, String cache) {
    long all = 0;
    for (StaleReason reason : StaleReason.values()) {
      all += stats.stale(reason).sum();
    }
    if (all == 0) {
      return;
    }
    json.name("stale").object().name("answers").value(all);
    for (StaleReason reason : StaleReason.values()) {
      json.name(reason.label()).value(stats.stale(reason).sum());
    }
    latency(json.name("age"), figures.staleAge(cache));
    json.end();
  }

  private void bypasses(CacheStats stats) {
    json.name("bypasses").object();
    for (BypassReason reason : BypassReason.values()) {
      long count = stats.bypasses(reason).sum();
      if (count > 0) {
        json.name(reason.label()).value(count);
      }
    }
    json.end();
  }

  /** Writes what became of the symbols that were to be ready at start; nothing for none. */
  private void warmUp(CacheStats stats) {
    if (stats.warmUpNanos() == 0) {
      return;
    }
    json.name("warmUp").object().name("seconds").value(seconds(stats.warmUpNanos()));
    for (Warmed what : Warmed.values()) {
      json.name(what.label()).value(stats.warmed(what).sum());
    }
    json.end();
  }

  private void refreshes(CacheStats stats) {
    json.name("refreshes").object();
    for (RefreshResult result : RefreshResult.values()) {
      long count = stats.refreshes(result).sum();
      if (count > 0) {
        json.name(result.label()).value(count);
      }
    }
    json.end();
  }

  /** Writes what came of the calls since the rules say what they say; nothing where none came. */
  private void shadow(ShadowStats stats, long nanos) {
    ShadowCounts counts = stats.sinceBegun();
    if (counts.calls == 0) {
      return;
    }
    json.name("shadow").object();
    json.name("seconds").value(seconds(nanos));
    json.name("calls").value(counts.calls);
    json.name("misses").value(counts.misses);
    json.name("same").value(counts.same);
    json.name("different").value(counts.different);
    json.name("failed").value(counts.failed);
    json.name("followers").value(counts.followers);
    json.name("uncompared").value(counts.uncompared);
    json.name("savedSeconds").value(counts.savedSeconds());
    json.name("oldestSeconds").value(seconds(stats.oldestSinceBegunNanos()));
    json.name("differences").object();
    counts.fields().forEach((field, count) -> json.name(field).value(count));
    json.end().end();
  }

  /** Writes what a cache would have done since the rules say what they say. */
  void observation(Observation observation, boolean full, boolean past) {
    ObservationCounts counts = observation.counts();
    json.object().name("name").value(observation.name());
    json.name("seconds").value(seconds(counts.nanos));
    json.name("calls").value(counts.calls);
    json.name("hits").value(counts.hits);
    json.name("shared").value(counts.shared);
    json.name("misses").value(counts.misses);
    json.name("savedCalls").value(counts.savedCalls);
    json.name("savedSeconds").value(seconds(counts.savedNanos));
    json.name("keys").value(observation.keys());
    if (full) {
      bypasses(observation.bypasses());
    }
    History history = figures.history();
    if (past && history != null) {
      history.writeObserved(json, observation.name());
    }
    json.end();
  }

  /** Writes times in seconds; null where there are none. */
  static void latency(Json json, @Nullable Latency latency) {
    if (latency == null) {
      json.value((String) null);
      return;
    }
    json.object().name("p50").value(latency.p50).name("p99").value(latency.p99);
    json.name("p999").value(latency.p999).name("max").value(latency.max).end();
  }

  private static double seconds(long nanos) {
    return (double) nanos / TimeUnit.SECONDS.toNanos(1);
  }

  private static void gets(Json json, LongAdder hits, LongAdder negatives) {
    json.object().name("hit").value(hits.sum());
    json.name("negative").value(negatives.sum());
  }

  /** The counts are read one after the other, while calls go on. */
  private static double ratio(long part, long all) {
    return all == 0 ? Double.NaN : Math.min(1, (double) part / all);
  }
}
