package io.tickcache.rules;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many of the answers from a cache are held against the upstream. Immutable. */
public final class Verification extends Value {
  private final double share;
  private final @Nullable Double limit;

  /**
   * @param share the percentage of answers that are checked, above 0
   * @param limit the percentage of them that may differ; null for any
   */
  public Verification(double share, @Nullable Double limit) {
    this.share = share;
    this.limit = limit;
  }

  /** The share of answers that are checked, above 0 and at most 1. */
  public double share() {
    return share / 100;
  }

  /** The percentage of checked answers that may differ before the rule only watches; or null. */
  public @Nullable Double limit() {
    return limit;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(share, limit);
  }
}
