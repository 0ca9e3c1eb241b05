package io.tickcache.agent.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.ShadowStats;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The meters of caches that only watch, where there are any. Used by one thread. */
final class ShadowMeters {

  private final MeterRegistry registry;

  /** The fields that are shown already, by the cache. */
  private final Map<String, Set<String>> shown = new HashMap<>();

  ShadowMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows what there is of a cache by now. */
  void show(HybridCache cache) {
    ShadowStats stats = cache.stats().shadowIfAny();
    if (stats == null) {
      return;
    }
    String rule = cache.name();
    Set<String> fields = shown.get(rule);
    if (fields == null) {
      fields = new HashSet<>();
      shown.put(rule, fields);
      show(rule, stats);
    }
    for (Map.Entry<String, LongAdder> field : stats.fields().entrySet()) {
      if (fields.add(field.getKey())) {
        count("tickcache.shadow.differences", field.getValue(), rule, "field", field.getKey());
      }
    }
  }

  /** The meters of a cache are gone. */
  void forget(String rule) {
    shown.remove(rule);
  }

  private void show(String rule, ShadowStats stats) {
    Meters.count(registry, "tickcache.shadow.calls", stats.calls, "rule", rule);
    answers(rule, "same", stats.same);
    answers(rule, "different", stats.different);
    answers(rule, "failed", stats.failed);
    answers(rule, "follower", stats.followers);
    answers(rule, "uncompared", stats.uncompared);
    // Over JMX a counter is a whole number.
    Gauge.builder("tickcache.shadow.saved.time", stats, ShadowStats::savedSeconds)
        .baseUnit("seconds")
        .tag("rule", rule)
        .register(registry);
    Timer ages = Meters.timer(registry, "tickcache.shadow.stale.age", "rule", rule);
    stats.recordAges(nanos -> ages.record(nanos, TimeUnit.NANOSECONDS));
  }

  private void answers(String rule, String result, LongAdder count) {
    count("tickcache.shadow.answers", count, rule, "result", result);
  }

  private void count(String name, LongAdder count, String rule, String tag, String value) {
    Meters.count(registry, name, count, "rule", rule, tag, value);
  }
}
