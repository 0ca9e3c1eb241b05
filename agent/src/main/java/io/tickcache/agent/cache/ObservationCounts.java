package io.tickcache.agent.cache;

/** What had been counted of what is observed by a moment, or from one to another. Immutable. */
public final class ObservationCounts {

  public final long calls;
  public final long hits;
  public final long shared;
  public final long misses;
  public final long savedCalls;
  public final long savedNanos;

  /** When that was, or how long it took. */
  public final long nanos;

  ObservationCounts(ObservationStats stats, long nowNanos) {
    this.calls = stats.calls();
    this.hits = stats.hits();
    this.shared = stats.shared();
    this.misses = stats.misses();
    this.savedCalls = stats.savedCalls();
    this.savedNanos = stats.savedNanos();
    this.nanos = nowNanos;
  }

  private ObservationCounts(ObservationCounts now, ObservationCounts before) {
    this.calls = now.calls - before.calls;
    this.hits = now.hits - before.hits;
    this.shared = now.shared - before.shared;
    this.misses = now.misses - before.misses;
    this.savedCalls = now.savedCalls - before.savedCalls;
    this.savedNanos = now.savedNanos - before.savedNanos;
    this.nanos = now.nanos - before.nanos;
  }

  /** What came between. */
  ObservationCounts since(ObservationCounts before) {
    return new ObservationCounts(this, before);
  }

  /** How many keys an answer would have been there for, or on its way. */
  public long answered() {
    return hits + shared;
  }

  /** How many keys were asked for. */
  public long asked() {
    return answered() + misses;
  }
}
