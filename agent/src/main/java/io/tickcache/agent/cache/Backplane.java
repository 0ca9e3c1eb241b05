package io.tickcache.agent.cache;

import org.jspecify.annotations.Nullable;

/**
 * What the other processes, and the channel to them, have to say. Called by threads of the agent's
 * own.
 */
public interface Backplane {

  /** A symbol of a cache in the form in which keys have it, where this process knows the cache. */
  String symbol(String cache, String said);

  /** A symbol of a cache, or the whole cache where it is null, was invalidated elsewhere. */
  void invalidated(String cache, @Nullable String symbol);

  /** A load of a symbol ended elsewhere, with an answer in L2 or without. */
  void loaded(String cache, String symbol);

  /**
   * Every invalidation that was told before this moment has arrived.
   *
   * @param nanos by the cache's ticker
   */
  void confirm(long nanos);

  /** How far invalidations of other processes can be relied on from now on. */
  void enter(Sync state);

  /** How well this process hears the others. */
  enum Sync {
    /** There are no others to hear. */
    ALONE,
    /** Every invalidation arrives. */
    SYNCED,
    /** L2 answers, but invalidations may be lost. */
    SUSPECT,
    /** L2 is out. */
    OUT
  }
}
