package io.tickcache.agent.cache;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * L1 as one cache deals with it: what of it may be served depends on how well the other processes
 * are heard. Thread-safe; reading takes no lock.
 */
final class FirstTier {

  private final Ticker ticker;
  private final NearCache entries;
  private volatile Trust trust;

  FirstTier(CachePolicy policy, Ticker ticker, Executor maintenance) {
    this.ticker = ticker;
    this.entries = new NearCache(policy.room, policy.terms.longestNanos(), maintenance);
    this.trust = Trust.ALONE;
  }

  /** The entry that may be served at this moment, or null. */
  @Nullable Entry get(Object key, long now) {
    Entry entry = entries.get(key);
    return entry != null && entry.servableAt(now, trust) ? entry : null;
  }

  /** Whether an entry is the one under this key, over or not. */
  boolean holds(Object key, Entry entry) {
    return entries.get(key) == entry;
  }

  /** Keeps the entry unless a younger one is there that may still be served. */
  void put(Object key, Entry entry) {
    entries.put(key, entry, trust);
  }

  /** All invalidations told before this moment have arrived. */
  synchronized void confirm(long nanos) {
    trust = trust.confirmed(nanos);
  }

  /** Goes on under another state of the backplane. */
  synchronized void enter(Backplane.Sync state) {
    trust = trustIn(state);
  }

  private Trust trustIn(Backplane.Sync state) {
    switch (state) {
      case ALONE:
        return Trust.ALONE;
      case SYNCED:
        return Trust.proven(ticker.read());
      case SUSPECT:
        return Trust.SUSPECT;
      case OUT:
        return Trust.OUT;
    }
    throw new AssertionError(state);
  }

  /** How many entries there are, those included that are over but not yet freed. */
  long size() {
    return entries.size();
  }

  /** Frees what is over; called now and then by a thread of the agent's own. */
  void tidy() {
    entries.tidy(ticker.read());
  }
}
