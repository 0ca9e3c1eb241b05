package io.tickcache.agent.cache;

import org.jspecify.annotations.Nullable;

/**
 * What a cache would have for one key: the times of an answer, though never the answer, and the
 * load under way. There may be a hundred thousand of them, so it is kept small. Immutable; times
 * are readings of the cache's ticker.
 */
final class ObservedKey {

  /** The hash of its symbol, by which it is void. */
  private final int symbol;

  /** The number of the last invalidation before its answer was asked for. */
  private final int asked;

  private final long birthNanos;

  /** As {@link #birthNanos} where there is no answer. */
  private final long endNanos;

  private final @Nullable ObservedLoad load;

  private ObservedKey(
      int symbol, int asked, long birthNanos, long endNanos, @Nullable ObservedLoad load) {
    this.symbol = symbol;
    this.asked = asked;
    this.birthNanos = birthNanos;
    this.endNanos = endNanos;
    this.load = load;
  }

  static ObservedKey loading(ObservedLoad load) {
    return new ObservedKey(load.symbolHash(), load.asked, load.birthNanos, load.birthNanos, load);
  }

  static ObservedKey answered(int symbol, int asked, long birthNanos, long endNanos) {
    return new ObservedKey(symbol, asked, birthNanos, endNanos, null);
  }

  /** Whether a call at this moment would have been answered. */
  boolean answersAt(long now, Voids voids) {
    return now - endNanos < 0 && !voids.covers(symbol, asked);
  }

  /** Whether a call at this moment would have followed the load under way. */
  boolean isFollowedAt(long now, long waitNanos, Voids voids) {
    return load != null && now - load.birthNanos < waitNanos && !voids.covers(symbol, load.asked);
  }

  boolean isLoadedBy(ObservedLoad one) {
    return load == one;
  }

  /** With the answer of a load, unless there is a younger one that may still be served. */
  ObservedKey landed(ObservedLoad one, long now, long untilNanos, Voids voids) {
    ObservedLoad left = load == one ? null : load;
    return answersAt(now, voids) && birthNanos - one.birthNanos > 0
        ? new ObservedKey(symbol, asked, birthNanos, endNanos, left)
        : new ObservedKey(symbol, one.asked, one.birthNanos, untilNanos, left);
  }

  /** Without a load, of which nothing came; null where nothing is left. */
  @Nullable ObservedKey without(ObservedLoad one) {
    if (load != one) {
      return this;
    }
    return birthNanos == endNanos
        ? null
        : new ObservedKey(symbol, asked, birthNanos, endNanos, null);
  }
}
