package io.tickcache.agent.admin;

import io.tickcache.agent.cache.CacheStats;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The symbols that each cache is asked for most, by a sample of its hits. Only there where the
 * rules grant it: nothing else on the port tells symbols. Thread-safe.
 */
public final class TopSymbols {

  private static final int MOST_SHOWN = 10;
  private static final long HALVING_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Function<Object, String> symbolOf;
  private final Map<String, FrequentSymbols> caches = new HashMap<>();
  private final Map<String, CacheStats> sampled = new HashMap<>();
  private boolean begun;
  private long nextHalving;

  /**
   * @param symbolOf the symbol in a key
   */
  public TopSymbols(Function<Object, String> symbolOf) {
    this.symbolOf = symbolOf;
  }

  /** Counts what was sampled; called about once a second. */
  public synchronized void look(Caches now, long nowNanos) {
    boolean halve = begun && nowNanos - nextHalving >= 0;
    if (!begun || halve) {
      begun = true;
      nextHalving = nowNanos + HALVING_NANOS;
    }
    caches.keySet().removeIf(name -> now.named(name) == null);
    for (HybridCache cache : now.all()) {
      CacheStats stats = cache.stats();
      sampled.put(cache.name(), stats);
      FrequentSymbols counts = caches.computeIfAbsent(cache.name(), name -> new FrequentSymbols());
      if (halve) {
        counts.halve();
      }
      stats.takeSample(key -> counts.add(symbolOf.apply(key)));
    }
  }

  /** Has nothing sampled any more. */
  public synchronized void close() {
    sampled.values().forEach(CacheStats::endSample);
    sampled.clear();
    caches.clear();
  }

  /** Writes the symbols of a cache, the most frequent first. */
  synchronized void write(Json json, String cache) {
    json.name("symbols").array();
    FrequentSymbols counts = caches.get(cache);
    if (counts != null) {
      List<Map.Entry<String, Long>> symbols = new ArrayList<>(counts.counts().entrySet());
      symbols.sort(
          Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
              .thenComparing(Map.Entry.comparingByKey()));
      for (Map.Entry<String, Long> symbol :
          symbols.subList(0, Math.min(MOST_SHOWN, symbols.size()))) {
        json.object().name("symbol").value(symbol.getKey());
        json.name("share").value((double) symbol.getValue() / counts.total()).end();
      }
    }
    json.end();
  }
}
