package io.tickcache.agent.cache;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What came of the calls of one cache that all went upstream while it only watched: how many it
 * would have answered, and how true. Thread-safe.
 */
public final class ShadowStats {

  /** What fields beyond the first ones are counted as. */
  public static final String OTHER_FIELDS = "other";

  private static final int MOST_FIELDS = 20;

  /** Calls that the cache is for. */
  public final LongAdder calls = new LongAdder();

  /** Those of them that would have loaded. */
  public final LongAdder misses = new LongAdder();

  /** Those that would have waited for another's load. */
  public final LongAdder followers = new LongAdder();

  /** Those whose upstream call failed, where the cache would have answered. */
  public final LongAdder failed = new LongAdder();

  /** Those that would have got what the upstream said, too. */
  public final LongAdder same = new LongAdder();

  /** Those that would have got something else. */
  public final LongAdder different = new LongAdder();

  /** Those of which that can't be said. */
  public final LongAdder uncompared = new LongAdder();

  /** Calls with an answer that is the same or different, however many symbols each asked for. */
  public final LongAdder comparedCalls = new LongAdder();

  private final LongAdder savedNanos = new LongAdder();
  private final Map<String, LongAdder> fields = new LinkedHashMap<>();
  private long oldestNanos;
  private long oldestSinceBegunNanos;
  private @Nullable ShadowCounts before;
  private volatile LongConsumer ages = ignored -> {};

  /** Where the ages of answers that differed go from now on. */
  public void recordAges(LongConsumer sink) {
    ages = sink;
  }

  /** A call took this long that would have been answered. */
  public void saved(long nanos) {
    savedNanos.add(nanos);
  }

  /** The upstream time of all calls that would have been answered. */
  public double savedSeconds() {
    return (double) savedNanos() / TimeUnit.SECONDS.toNanos(1);
  }

  long savedNanos() {
    return savedNanos.sum();
  }

  /**
   * A call would have got something else than the upstream said.
   *
   * @param ageNanos how old that was
   */
  public void differed(Collection<String> in, long ageNanos) {
    synchronized (this) {
      boolean others = false;
      for (String field : in) {
        if (fields.containsKey(field) || fields.size() < MOST_FIELDS) {
          count(field);
        } else {
          others = true;
        }
      }
      if (others) {
        count(OTHER_FIELDS);
      }
      oldestNanos = Math.max(oldestNanos, ageNanos);
      oldestSinceBegunNanos = Math.max(oldestSinceBegunNanos, ageNanos);
    }
    ages.accept(ageNanos);
    different.increment();
  }

  /** What has been counted until now was of other rules. */
  synchronized void begin() {
    before = new ShadowCounts(this);
    oldestSinceBegunNanos = 0;
  }

  /** What was counted of the rules that there are. */
  public synchronized ShadowCounts sinceBegun() {
    ShadowCounts now = new ShadowCounts(this);
    return before == null ? now : now.since(before);
  }

  /** The greatest age of an answer that differed, of the rules that there are. */
  public synchronized long oldestSinceBegunNanos() {
    return oldestSinceBegunNanos;
  }

  private void count(String field) {
    fields.computeIfAbsent(field, unknown -> new LongAdder()).increment();
  }

  /** How many answers differed in each field; the first ones by name, the others together. */
  public synchronized Map<String, LongAdder> fields() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The greatest age of an answer that differed, since this was last asked. */
  public synchronized long takeOldestNanos() {
    long oldest = oldestNanos;
    oldestNanos = 0;
    return oldest;
  }
}
