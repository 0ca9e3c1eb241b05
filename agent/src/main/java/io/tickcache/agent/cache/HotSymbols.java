package io.tickcache.agent.cache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * How often this process asks for each symbol of a cache, until that is told: all that L1 has no
 * answer to, and of the rest a sample. Thread-safe.
 */
final class HotSymbols {

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int MOST_COUNTED = 4096;
  private static final int MOST_TOLD = 1000;

  /** Nobody calls an instrument by more; such a symbol is something else. */
  private static final int LONGEST = 128;

  private final Function<Object, String> symbolOf;
  private final HitSample hits = new HitSample();
  private volatile ConcurrentHashMap<String, LongAdder> misses = new ConcurrentHashMap<>();
  private long takenNanos;

  /**
   * @param symbolOf the symbol of a key
   */
  HotSymbols(Function<Object, String> symbolOf, long nowNanos) {
    this.symbolOf = symbolOf;
    this.takenNanos = nowNanos;
  }

  /** A look-up that L1 had no answer to. */
  void missed(String symbol) {
    ConcurrentHashMap<String, LongAdder> counts = misses;
    LongAdder count = counts.get(symbol);
    if (count == null && symbol.length() <= LONGEST && counts.size() < MOST_COUNTED) {
      count = counts.computeIfAbsent(symbol, absent -> new LongAdder());
    }
    if (count != null) {
      count.increment();
    }
  }

  /** A hit that stands for {@link Sampling#SHARE} of them; takes no lock and allocates nothing. */
  void sampled(Object key) {
    hits.add(key);
  }

  /** Whether it is time to tell again. */
  synchronized boolean isDue(long nowNanos) {
    return nowNanos - takenNanos >= PAUSE_NANOS;
  }

  /** How often the most asked symbols were asked for since this was last taken. */
  synchronized Map<String, Long> take(long nowNanos) {
    takenNanos = nowNanos;
    Map<String, Long> counts = new HashMap<>();
    Map<String, LongAdder> missed = misses;
    misses = new ConcurrentHashMap<>();
    missed.forEach((symbol, count) -> counts.put(symbol, count.sum()));
    hits.take(key -> counts.merge(symbolOf.apply(key), (long) Sampling.SHARE, Long::sum));
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
    Collections.sort(sorted, Map.Entry.<String, Long>comparingByValue().reversed());
    Map<String, Long> told = new LinkedHashMap<>();
    for (Map.Entry<String, Long> one : sorted.subList(0, Math.min(MOST_TOLD, sorted.size()))) {
      told.put(one.getKey(), one.getValue());
    }
    return told;
  }
}
