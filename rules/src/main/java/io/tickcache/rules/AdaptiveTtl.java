package io.tickcache.rules;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code l1-ttl} is to be chosen by, for each key by itself: how often hits may be out of
 * date, and the bounds of what is chosen. Immutable.
 */
public final class AdaptiveTtl extends Value {
  /** The {@code min} of a rule that says none, unless its {@code max} or TTL is shorter. */
  public static final Duration DEFAULT_MIN = Duration.ofMillis(100);

  /** The {@code max-stale} of a rule that says none. */
  public static final double DEFAULT_MAX_STALE = 5;

  private final Duration min;
  private final @Nullable Duration max;
  private final double maxStale;
  private final @Nullable Duration keep;

  /**
   * @param min null for {@link #DEFAULT_MIN}
   * @param max null for the TTL
   * @param maxStale a percentage above 0
   * @param keep the time to live that is in force all the same; null for the one that is chosen
   */
  public AdaptiveTtl(
      @Nullable Duration min, @Nullable Duration max, double maxStale, @Nullable Duration keep) {
    this.min = shorter(min == null ? DEFAULT_MIN : min, max);
    this.max = max;
    this.maxStale = maxStale;
    this.keep = keep;
  }

  /** The same, with nothing above a TTL. */
  AdaptiveTtl within(Duration ttl) {
    return new AdaptiveTtl(
        shorter(min, ttl), shorter(ttl, max), maxStale, keep == null ? null : shorter(keep, ttl));
  }

  /** The shortest that is chosen, and what holds while nothing is known of a key. */
  public Duration min() {
    return min;
  }

  /** The longest that is chosen; null for the TTL. */
  public @Nullable Duration max() {
    return max;
  }

  /**
   * The share of hits, as a percentage, that may differ from what they would get who were asked at
   * that moment: L2 where there is one, or else the upstream.
   */
  public double maxStale() {
    return maxStale;
  }

  /** What is in force while the choice is only told; null where it is in force itself. */
  public @Nullable Duration keep() {
    return keep;
  }

  private static Duration shorter(Duration one, @Nullable Duration other) {
    return other != null && other.compareTo(one) < 0 ? other : one;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(min, max, maxStale, keep);
  }

  @Override
  public String toString() {
    return "min "
        + min
        + ", max "
        + max
        + ", max-stale "
        + maxStale
        + (keep == null ? "" : ", keep " + keep);
  }
}
