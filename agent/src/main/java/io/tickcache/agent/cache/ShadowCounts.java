package io.tickcache.agent.cache;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What had been counted of a cache that watches by a moment, or between two. Immutable. */
public final class ShadowCounts {

  public final long calls;
  public final long misses;
  public final long followers;
  public final long failed;
  public final long same;
  public final long different;
  public final long uncompared;
  private final long savedNanos;
  private final Map<String, Long> fields = new HashMap<>();

  public ShadowCounts(ShadowStats stats) {
    // What comes first here is counted last, so that no share is above all.
    this.different = stats.different.sum();
    this.same = stats.same.sum();
    this.uncompared = stats.uncompared.sum();
    this.failed = stats.failed.sum();
    this.followers = stats.followers.sum();
    for (Map.Entry<String, LongAdder> field : stats.fields().entrySet()) {
      fields.put(field.getKey(), field.getValue().sum());
    }
    this.savedNanos = stats.savedNanos();
    this.misses = stats.misses.sum();
    this.calls = stats.calls.sum();
  }

  private ShadowCounts(ShadowCounts now, ShadowCounts before) {
    this.calls = now.calls - before.calls;
    this.misses = now.misses - before.misses;
    this.followers = now.followers - before.followers;
    this.failed = now.failed - before.failed;
    this.same = now.same - before.same;
    this.different = now.different - before.different;
    this.uncompared = now.uncompared - before.uncompared;
    this.savedNanos = now.savedNanos - before.savedNanos;
    for (Map.Entry<String, Long> field : now.fields.entrySet()) {
      long more = field.getValue() - before.fields.getOrDefault(field.getKey(), 0L);
      if (more > 0) {
        fields.put(field.getKey(), more);
      }
    }
  }

  /** What came between. */
  public ShadowCounts since(ShadowCounts before) {
    return new ShadowCounts(this, before);
  }

  /** Calls that would have been answered. */
  public long answered() {
    return calls - misses;
  }

  /** Answers of which it is known whether they would have been the upstream's. */
  public long compared() {
    return different + same;
  }

  /** The upstream time of calls that would have been answered. */
  public double savedSeconds() {
    return (double) savedNanos / TimeUnit.SECONDS.toNanos(1);
  }

  /** How many answers differed in each field. */
  public Map<String, Long> fields() {
    return Collections.unmodifiableMap(fields);
  }
}
