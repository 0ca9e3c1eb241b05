package io.tickcache.agent.cache;

import java.util.concurrent.TimeUnit;

/**
 * How long an entry may stay in L1 before other tiers are asked again, given how well the other
 * processes are heard. Where invalidations arrive, that is the rule's own time, but only for so
 * long after the last proof that they do: a process that stood still, or whose connection died
 * without a word, must not go on for long with what it missed. Immutable.
 */
final class Trust {

  /** How long one proof that invalidations arrive holds. */
  static final long PROOF_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long SUSPECT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final long nearNanos;
  private final boolean bounded;
  private final long untilNanos;

  private Trust(long nearNanos, boolean bounded, long untilNanos) {
    this.nearNanos = nearNanos;
    this.bounded = bounded;
    this.untilNanos = untilNanos;
  }

  /** Nobody else invalidates, or nobody can be heard anyway. */
  static Trust alone(long nearNanos) {
    return new Trust(nearNanos, false, 0);
  }

  /** Invalidations may be lost. */
  static Trust suspect(long nearNanos) {
    return new Trust(Math.min(nearNanos, SUSPECT_NANOS), false, 0);
  }

  /** All invalidations told before this moment have arrived. */
  static Trust proven(long nearNanos, long nanos) {
    return new Trust(nearNanos, true, nanos + PROOF_NANOS);
  }

  /** The same with a later proof; one that is not later changes nothing. */
  Trust confirmed(long nanos) {
    long until = nanos + PROOF_NANOS;
    return bounded && until - untilNanos > 0 ? new Trust(nearNanos, true, until) : this;
  }

  /** How long an entry may stay, as seen at this moment. */
  long nearNanosAt(long now) {
    return bounded && now - untilNanos >= 0 ? Math.min(nearNanos, SUSPECT_NANOS) : nearNanos;
  }
}
