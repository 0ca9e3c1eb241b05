package io.tickcache.agent.metrics;

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
        count(Measure.SHADOW_DIFFERENCES, field.getValue(), rule, "field", field.getKey());
      }
    }
  }

  /** The meters of a cache are gone. */
  void forget(String rule) {
    shown.remove(rule);
  }

  /** All meters are gone. */
  void forgetAll() {
    shown.clear();
  }

  private void show(String rule, ShadowStats stats) {
    Measure.SHADOW_CALLS.count(registry, stats.calls, "rule", rule);
    answers(rule, "same", stats.same);
    answers(rule, "different", stats.different);
    answers(rule, "failed", stats.failed);
    answers(rule, "follower", stats.followers);
    answers(rule, "uncompared", stats.uncompared);
    // Over JMX a counter is a whole number.
    Measure.SHADOW_SAVED_TIME.gauge(registry, stats, ShadowStats::savedSeconds, "rule", rule);
    Timer ages = Measure.SHADOW_STALE_AGE.timer(registry, "rule", rule);
    stats.recordAges(nanos -> ages.record(nanos, TimeUnit.NANOSECONDS));
  }

  private void answers(String rule, String result, LongAdder count) {
    count(Measure.SHADOW_ANSWERS, count, rule, "result", result);
  }

  private void count(Measure measure, LongAdder count, String rule, String tag, String value) {
    measure.count(registry, count, "rule", rule, tag, value);
  }
}
