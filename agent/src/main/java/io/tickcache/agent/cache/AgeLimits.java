package io.tickcache.agent.cache;

import io.tickcache.rules.Freshness;

/** How old answers may become, tier by tier, in nanoseconds as the engine counts. Immutable. */
final class AgeLimits {

  final long ttlNanos;
  final long negativeNanos;
  final long nearNanos;
  final long aloneNanos;
  final long degradedNanos;
  final double jitter;

  AgeLimits(Freshness freshness) {
    this.ttlNanos = freshness.ttl().toNanos();
    this.negativeNanos = freshness.nullTtl().toNanos();
    this.nearNanos = freshness.l1Ttl().toNanos();
    this.aloneNanos = freshness.l1OnlyTtl().toNanos();
    this.degradedNanos = freshness.degradedTtl().toNanos();
    this.jitter = freshness.jitter() / 100;
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

  long longestNanos() {
    return Math.max(ttlNanos, negativeNanos);
  }
}
