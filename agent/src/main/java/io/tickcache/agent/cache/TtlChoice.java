package io.tickcache.agent.cache;

/** How long entries of one key are to stay in L1, and what that was chosen by. Immutable. */
public final class TtlChoice {

  private final Object key;
  private final StaleTarget target;
  private final ChangeRate rate;
  private final long ageNanos;

  TtlChoice(Object key, StaleTarget target, ChangeRate rate, long ageNanos) {
    this.key = key;
    this.target = target;
    this.rate = rate;
    this.ageNanos = ageNanos;
  }

  public Object key() {
    return key;
  }

  /** Whether it holds, and is not only told. */
  public boolean isInForce() {
    return target.isInForce();
  }

  /** The choice. */
  public long nanos() {
    return target.nanos(rate, ageNanos);
  }

  public long minNanos() {
    return target.minNanos();
  }

  public long maxNanos() {
    return target.maxNanos();
  }

  /** The share of hits that may be out of date, from 0 to 1. */
  public double share() {
    return target.share();
  }

  /** How many changes were seen, the older ones counting for less. */
  public double changes() {
    return rate.changes();
  }

  /** In what time they were seen, as far as it counts; zero where nothing is known. */
  public long seenNanos() {
    return rate.nanos();
  }
}
