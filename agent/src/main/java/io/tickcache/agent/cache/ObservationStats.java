package io.tickcache.agent.cache;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a cache would have done with the calls that were observed. Hits, shared and misses are by
 * key: a call for many symbols counts once for each. Thread-safe.
 */
public final class ObservationStats {

  public final LongAdder calls = new LongAdder();

  /** There would have been an answer. */
  public final LongAdder hits = new LongAdder();

  /** There would have been a load under way to follow. */
  public final LongAdder shared = new LongAdder();

  public final LongAdder misses = new LongAdder();

  /** The calls that would not have gone upstream, because none of their keys was a miss. */
  public final LongAdder savedCalls = new LongAdder();

  /** What the calls took whose keys were all hits. */
  public final LongAdder savedNanos = new LongAdder();
}
