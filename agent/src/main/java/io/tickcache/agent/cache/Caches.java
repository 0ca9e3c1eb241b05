package io.tickcache.agent.cache;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All caches of this process, by name; what the other processes say goes to the one it is about.
 * Thread-safe.
 */
public final class Caches implements Backplane {

  private final ConcurrentHashMap<String, HybridCache> caches = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, CacheStats> stats;
  private final ConcurrentHashMap<String, Observation> observations = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, ObservationStats> observationStats;
  private Sync state;

  /**
   * @param state how well this process hears the others to begin with
   */
  public Caches(Sync state) {
    this(
        state,
        new ConcurrentHashMap<String, CacheStats>(),
        new ConcurrentHashMap<String, ObservationStats>());
  }

  private Caches(
      Sync state,
      ConcurrentHashMap<String, CacheStats> stats,
      ConcurrentHashMap<String, ObservationStats> observationStats) {
    this.state = state;
    this.stats = stats;
    this.observationStats = observationStats;
  }

  /**
   * None yet, but caches that will go on counting where those of the same names leave off.
   *
   * @param state how well this process hears the others to begin with
   */
  public Caches next(Sync state) {
    return new Caches(state, stats, observationStats);
  }

  /** Where a cache of this name counts. */
  public CacheStats stats(String name) {
    return stats.computeIfAbsent(name, unknown -> new CacheStats());
  }

  /** Where the observation of a cache of this name counts. */
  public ObservationStats observationStats(String name) {
    return observationStats.computeIfAbsent(name, unknown -> new ObservationStats());
  }

  /** What is observed for want of a cache; it may have the name of one. */
  public void add(Observation observation) {
    observations.put(observation.name(), observation);
  }

  public @Nullable Observation observationNamed(String name) {
    return observations.get(name);
  }

  public Collection<Observation> observations() {
    return observations.values();
  }

  public synchronized void add(HybridCache cache) {
    cache.enter(state);
    caches.put(cache.name(), cache);
  }

  /** Takes a cache over from others, with all that is in it. */
  public synchronized void take(HybridCache cache, Caches former) {
    // Not as a new one: it has heard all that has been said, and would forget what it holds.
    caches.put(cache.name(), cache);
    former.caches.remove(cache.name(), cache);
  }

  /** Takes what is observed over from others, with all that is known of it. */
  public void take(Observation observation, Caches former) {
    observations.put(observation.name(), observation);
    former.observations.remove(observation.name(), observation);
  }

  public @Nullable HybridCache named(String name) {
    return caches.get(name);
  }

  public Collection<HybridCache> all() {
    return caches.values();
  }

  /**
   * Frees what is over in every cache; called about once a second by a thread of the agent's own.
   */
  public void tidy() {
    OwnedAdder.tidy();
    for (HybridCache cache : caches.values()) {
      cache.tidy();
    }
    for (Observation observation : observations.values()) {
      observation.tidy();
    }
  }

  @Override
  public String symbol(String cache, String said) {
    HybridCache named = caches.get(cache);
    return named == null ? said : named.symbol(said);
  }

  @Override
  public void invalidated(String cache, @Nullable String symbol) {
    HybridCache named = caches.get(cache);
    if (named != null) {
      named.invalidatedElsewhere(symbol);
    }
  }

  @Override
  public void loaded(String cache, String symbol) {
    HybridCache named = caches.get(cache);
    if (named != null) {
      named.loadedElsewhere(symbol);
    }
  }

  @Override
  public void confirm(long nanos) {
    for (HybridCache cache : caches.values()) {
      cache.confirm(nanos);
    }
  }

  @Override
  public synchronized void enter(Sync next) {
    state = next;
    for (HybridCache cache : caches.values()) {
      cache.enter(next);
    }
  }
}
