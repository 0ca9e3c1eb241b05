package io.tickcache.agent.cache;

import io.tickcache.rules.AdaptiveTtl;
import io.tickcache.rules.Freshness;
import org.jspecify.annotations.Nullable;

/** How old answers may become, tier by tier, in nanoseconds as the engine counts. Immutable. */
final class AgeLimits {

  final long ttlNanos;
  final long negativeNanos;
  final long nearNanos;
  final long aloneNanos;
  final long degradedNanos;
  final double jitter;

  /** By what the time in this process is chosen, or only advised; null where it is neither. */
  final @Nullable StaleTarget target;

  AgeLimits(Freshness freshness) {
    this.ttlNanos = freshness.ttl().toNanos();
    this.negativeNanos = freshness.nullTtl().toNanos();
    this.nearNanos = freshness.l1Ttl().toNanos();
    this.aloneNanos = freshness.l1OnlyTtl().toNanos();
    this.degradedNanos = freshness.degradedTtl().toNanos();
    this.jitter = freshness.jitter() / 100;
    AdaptiveTtl adaptive = freshness.adaptive();
    this.target = adaptive == null ? null : new StaleTarget(adaptive, freshness.ttl());
  }

  long ttlNanos(boolean negative) {
    return negative ? negativeNanos : ttlNanos;
  }

  /**
   * How long an entry may stay in this process before L2 is asked again.
   *
   * @param alone whether L2 can't hold it
   */
  long nearNanos(boolean alone) {
    return alone ? aloneNanos : nearNanos;
  }

  /**
   * As {@link #nearNanos}, chosen by how often it changes where a rule wants that.
   *
   * @param ageNanos how old the answer is, as the tier has it that is asked next
   */
  long nearNanos(boolean alone, ChangeRate rate, long ageNanos) {
    return target == null || !target.isInForce() ? nearNanos(alone) : target.nanos(rate, ageNanos);
  }

  long longestNanos() {
    return Math.max(ttlNanos, negativeNanos);
  }
}
