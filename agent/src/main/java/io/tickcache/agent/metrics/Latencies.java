package io.tickcache.agent.metrics;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long look-ups, loads and invalidations took lately, by what they were for, and how old hits
 * were. Thread-safe.
 */
public final class Latencies {

  private final Map<String, Map<String, Timer>> timers = new ConcurrentHashMap<>();
  private final Map<String, Timer> ages = new ConcurrentHashMap<>();
  private final Map<String, Timer> staleAges = new ConcurrentHashMap<>();
  private volatile @Nullable Timer lag;

  Latencies() {}

  void add(
      String rule,
      Timer nearLookups,
      Timer remoteLookups,
      Timer loads,
      Timer agesOfHits,
      Timer agesOfStale) {
    Map<String, Timer> named = new LinkedHashMap<>();
    named.put("l1", nearLookups);
    named.put("l2", remoteLookups);
    named.put("load", loads);
    timers.put(rule, named);
    ages.put(rule, agesOfHits);
    staleAges.put(rule, agesOfStale);
  }

  void forget(String rule) {
    timers.remove(rule);
    ages.remove(rule);
    staleAges.remove(rule);
  }

  void lag(@Nullable Timer timer) {
    lag = timer;
  }

  /** Of a cache by the kind of what took so long; those only of which there were some lately. */
  public Map<String, Latency> of(String cache) {
    Map<String, Latency> found = new LinkedHashMap<>();
    timers
        .getOrDefault(cache, Collections.<String, Timer>emptyMap())
        .forEach(
            (kind, timer) -> {
              Latency latency = latency(timer);
              if (latency != null) {
                found.put(kind, latency);
              }
            });
    return found;
  }

  /** How old hits of a cache were when callers got them; null if there were none lately. */
  public @Nullable Latency age(String cache) {
    return latencyOf(ages.get(cache));
  }

  /** As {@link #age}, of answers that were past their time. */
  public @Nullable Latency staleAge(String cache) {
    return latencyOf(staleAges.get(cache));
  }

  /** From an invalidation in another process to its arrival here; null if none came lately. */
  public @Nullable Latency lag() {
    return latencyOf(lag);
  }

  private static @Nullable Latency latencyOf(@Nullable Timer timer) {
    return timer == null ? null : latency(timer);
  }

  private static @Nullable Latency latency(Timer timer) {
    HistogramSnapshot now = timer.takeSnapshot();
    double median = at(0.5, now);
    return median > 0
        ? new Latency(median, at(0.99, now), at(0.999, now), now.max(TimeUnit.SECONDS))
        : null;
  }

  private static double at(double percentile, HistogramSnapshot now) {
    for (ValueAtPercentile value : now.percentileValues()) {
      if (value.percentile() == percentile) {
        return capped(value.value(TimeUnit.SECONDS), now.max(TimeUnit.SECONDS));
      }
    }
    return Double.NaN;
  }

  /** A percentile is right to a tenth or so, and the most exactly. */
  private static double capped(double percentile, double most) {
    return most > 0 ? Math.min(percentile, most) : percentile;
  }
}
