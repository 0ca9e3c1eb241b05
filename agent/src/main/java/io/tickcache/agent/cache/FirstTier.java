package io.tickcache.agent.cache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * L1 as one cache deals with it: what of it may be served depends on how well the other processes
 * are heard. The entries of each {@link Home} are kept there, those of nobody in particular here.
 * Thread-safe; reading takes no lock.
 */
final class FirstTier {

  private final CachePolicy policy;
  private final Ticker ticker;
  private final NearCache common;
  private final Set<NearCache> apart =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<NearCache, Boolean>()));
  private volatile Trust trust;
  private volatile boolean besides;

  FirstTier(CachePolicy policy, Ticker ticker) {
    this.policy = policy;
    this.ticker = ticker;
    this.common = make();
    this.trust = Trust.ALONE;
  }

  private NearCache make() {
    return new NearCache(
        policy.room, policy.terms.longestNanos() + policy.staleNanos(), ticker.read());
  }

  private NearCache entries(Object key) {
    Home home = policy.homes.of(key);
    if (home == null) {
      return common;
    }
    NearCache present = home.entries();
    return present == null ? furnished(home) : present;
  }

  private synchronized NearCache furnished(Home home) {
    NearCache present = home.entries();
    if (present == null) {
      present = make();
      home.furnish(present);
      apart.add(present);
    }
    return present;
  }

  private List<NearCache> all() {
    List<NearCache> all = new ArrayList<>();
    all.add(common);
    synchronized (apart) {
      all.addAll(apart);
    }
    return all;
  }

  /** The entry that may be served at this moment, or null. */
  @Nullable Entry get(Object key, long now) {
    Entry entry = entries(key).get(key);
    return entry != null && entry.servableAt(now, trust) ? entry : null;
  }

  /**
   * The last entry, over or not; null where there is none, where it is void, or where it might be
   * without our having heard of it.
   */
  @Nullable Entry last(Object key, long now) {
    Entry entry = entries(key).get(key);
    return entry == null || entry.isVoid() || trust.isSuspectAt(now) ? null : entry;
  }

  /** The last entry, over or not, void or not; null where there is none. */
  @Nullable Entry former(Object key) {
    return entries(key).get(key);
  }

  /** The entries within a fence that may be served at this moment, in no order. */
  List<Look.Near> within(Fence fence, long now) {
    Trust present = trust;
    List<Look.Near> found = new ArrayList<>();
    forEachWithin(
        fence,
        (key, entry) -> {
          if (entry.servableAt(now, present)) {
            found.add(new Look.Near(key, entry, now, entry.leavesNanos(now, present)));
          }
        });
    return found;
  }

  /** Shows the entries within a fence, over or not, in no order. */
  void forEachWithin(Fence fence, BiConsumer<Object, Entry> viewer) {
    for (NearCache entries : all()) {
      entries.forEach(
          (key, entry) -> {
            if (entry.isWithin(fence)) {
              viewer.accept(key, entry);
            }
          });
    }
  }

  /** Whether an entry is the one under this key, over or not. */
  boolean holds(Object key, Entry entry) {
    return entries(key).get(key) == entry;
  }

  /** Keeps the entry unless a younger one is there that may still be served. */
  void put(Object key, Entry entry) {
    entries(key).put(key, entry, trust);
  }

  /** As {@link #put}, under a key beside the one that was asked for. */
  void putBeside(Object key, Entry entry) {
    besides = true;
    put(key, entry);
  }

  /** Whether there ever was an entry that is beside a key. */
  boolean hasBesides() {
    return besides;
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
    long size = 0;
    for (NearCache entries : all()) {
      size += entries.size();
    }
    return size;
  }

  /** Frees what is over; called once a second by a thread of the agent's own. */
  void tidy() {
    long now = ticker.read();
    for (NearCache entries : all()) {
      entries.tidy(now);
    }
  }
}
