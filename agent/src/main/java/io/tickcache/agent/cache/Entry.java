package io.tickcache.agent.cache;

import io.tickcache.bootstrap.gate.Served;
import org.jspecify.annotations.Nullable;

/**
 * An answer with its age. It is itself the outcome that a caller gets where callers share the
 * value, so that a hit allocates nothing. Immutable; times are readings of the cache's ticker.
 */
public final class Entry extends Served {

  private final Fence fence;
  private final @Nullable Kept kept;
  private final boolean negative;
  private final long birthNanos;
  private final long storedNanos;
  private final long ttlNanos;

  private Entry(
      Fence fence,
      @Nullable Object shared,
      @Nullable Kept kept,
      boolean negative,
      long birthNanos,
      long storedNanos,
      long ttlNanos) {
    super(shared);
    this.fence = fence;
    this.kept = kept;
    this.negative = negative;
    this.birthNanos = birthNanos;
    this.storedNanos = storedNanos;
    this.ttlNanos = ttlNanos;
  }

  static Entry ofNull(Fence fence, long birthNanos, long storedNanos, long ttlNanos) {
    return new Entry(fence, null, null, true, birthNanos, storedNanos, ttlNanos);
  }

  static Entry of(
      Fence fence, Kept kept, boolean negative, long birthNanos, long storedNanos, long ttlNanos) {
    return kept.shared()
        ? new Entry(fence, kept.answer(), null, negative, birthNanos, storedNanos, ttlNanos)
        : new Entry(fence, null, kept, negative, birthNanos, storedNanos, ttlNanos);
  }

  /** The outcome for one caller. */
  public Served answer() {
    return kept == null ? this : new Served(kept.answer());
  }

  /** When the upstream call that brought the answer began, by the cache's ticker. */
  public long birthNanos() {
    return birthNanos;
  }

  long storedNanos() {
    return storedNanos;
  }

  /** Whether this is an answer that there is none. */
  boolean negative() {
    return negative;
  }

  /**
   * Whether a caller may get it.
   *
   * @param nearNanos how long an entry may stay in this process before other tiers are asked again
   */
  boolean servableAt(long now, long nearNanos) {
    return withinTtlAt(now) && now - storedNanos < nearNanos && fence.isUp();
  }

  /** Whether it was not over when it came. */
  boolean isInTime() {
    return withinTtlAt(storedNanos);
  }

  long ttlNanos() {
    return ttlNanos;
  }

  private boolean withinTtlAt(long now) {
    return now - birthNanos < ttlNanos;
  }
}
