package io.tickcache.agent.cache;

import java.util.concurrent.TimeUnit;

/**
 * How far the entries of L1 can be relied on, given how well the other processes are heard. Where
 * invalidations arrive, an entry may stay as long as the rule says, but only for so long after the
 * last proof that they do: a process that stood still, or whose connection died without a word,
 * must not go on for long with what it missed. Immutable.
 */
final class Trust {

  /** How long one proof that invalidations arrive holds. */
  static final long PROOF_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long an entry may stay at most while invalidations may be lost. */
  static final long SUSPECT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Nobody else invalidates. */
  static final Trust ALONE = new Trust(false, false, false, 0);

  /** Nobody else can be heard, nor asked. */
  static final Trust OUT = new Trust(true, false, false, 0);

  /** Invalidations may be lost. */
  static final Trust SUSPECT = new Trust(false, true, false, 0);

  private final boolean out;
  private final boolean doubtful;
  private final boolean proven;
  private final long untilNanos;

  private Trust(boolean out, boolean doubtful, boolean proven, long untilNanos) {
    this.out = out;
    this.doubtful = doubtful;
    this.proven = proven;
    this.untilNanos = untilNanos;
  }

  /** All invalidations told before this moment have arrived. */
  static Trust proven(long nanos) {
    return new Trust(false, true, true, nanos + PROOF_NANOS);
  }

  /** The same with a later proof; one that is not later changes nothing. */
  Trust confirmed(long nanos) {
    return proven && nanos + PROOF_NANOS - untilNanos > 0 ? proven(nanos) : this;
  }

  /** Whether L2 is out, so that entries stay in its place. */
  boolean isOut() {
    return out;
  }

  /** Whether invalidations may have been missed at this moment. */
  boolean isSuspectAt(long now) {
    return doubtful && !(proven && now - untilNanos < 0);
  }
}
