package io.tickcache.agent.cache;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a cache would have done with the calls that were observed. Hits, shared and misses are by
 * key: a call for many symbols counts once for each. Thread-safe.
 */
public final class ObservationStats {

  /** Calls for one key that were hits. They are the most, so they count once, and only here. */
  private final LongAdder singleHits = new LongAdder();

  private final LongAdder otherCalls = new LongAdder();
  private final LongAdder otherHits = new LongAdder();
  private final LongAdder otherSavedCalls = new LongAdder();
  private final LongAdder shared = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder savedNanos = new LongAdder();
  private final TimedHits timed = new TimedHits(singleHits);

  public long calls() {
    return singleHits.sum() + otherCalls.sum();
  }

  /** For how many keys there would have been an answer. */
  public long hits() {
    return singleHits.sum() + otherHits.sum();
  }

  /** For how many keys there would have been a load under way to follow. */
  public long shared() {
    return shared.sum();
  }

  public long misses() {
    return misses.sum();
  }

  /** The calls that would not have gone upstream, because none of their keys was a miss. */
  public long savedCalls() {
    return singleHits.sum() + otherSavedCalls.sum();
  }

  /**
   * About what the calls took whose keys were all hits; where those for one key come faster than
   * one a millisecond, only so many are timed, each for those since the one before.
   */
  public long savedNanos() {
    return savedNanos.sum();
  }

  /** Whether a call for one key that begins now is to be timed if it is a hit. */
  boolean timesHitAt(long now) {
    return timed.isDue(now);
  }

  /** Counts a call for one key that is a hit. */
  void hit() {
    singleHits.increment();
  }

  /**
   * Counts a call that has begun, by how many keys are what.
   *
   * @return how many calls stand for this one's time among what is saved; 0 for none
   */
  long begun(int hit, int sharing, int missing, long now) {
    boolean whole = sharing + missing == 0;
    if (whole && hit == 1) {
      hit();
      return timed.take(now);
    }
    otherCalls.increment();
    if (hit > 0) {
      otherHits.add(hit);
    }
    if (sharing > 0) {
      shared.add(sharing);
    }
    if (missing > 0) {
      misses.add(missing);
    } else {
      otherSavedCalls.increment();
    }
    return whole ? 1 : 0;
  }

  /** Counts what calls took that were hits. */
  void saved(long nanos) {
    savedNanos.add(nanos);
  }
}
