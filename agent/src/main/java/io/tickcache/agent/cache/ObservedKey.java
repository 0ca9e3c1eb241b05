package io.tickcache.agent.cache;

import org.jspecify.annotations.Nullable;

/**
 * What a cache would have for one key: the times of an answer, though never the answer, and the
 * load under way. Immutable; times are readings of the cache's ticker.
 */
final class ObservedKey {

  private final @Nullable Fence fence;
  private final long birthNanos;
  private final long endNanos;
  private final @Nullable ObservedLoad load;

  private ObservedKey(
      @Nullable Fence fence, long birthNanos, long endNanos, @Nullable ObservedLoad load) {
    this.fence = fence;
    this.birthNanos = birthNanos;
    this.endNanos = endNanos;
    this.load = load;
  }

  static ObservedKey loading(ObservedLoad load) {
    return new ObservedKey(null, 0, 0, load);
  }

  static ObservedKey answered(Fence fence, long birthNanos, long endNanos) {
    return new ObservedKey(fence, birthNanos, endNanos, null);
  }

  /** Whether a call at this moment would have been answered. */
  boolean answersAt(long now) {
    return fence != null && fence.isUp() && now - endNanos < 0;
  }

  /** Whether a call at this moment would have followed the load under way. */
  boolean isFollowedAt(long now, long waitNanos) {
    return load != null && load.fence.isUp() && now - load.birthNanos < waitNanos;
  }

  boolean isLoadedBy(ObservedLoad one) {
    return load == one;
  }

  /** With the answer of a load, unless there is a younger one that may still be served. */
  ObservedKey landed(ObservedLoad one, long now, long untilNanos) {
    ObservedLoad left = load == one ? null : load;
    return answersAt(now) && birthNanos - one.birthNanos > 0
        ? new ObservedKey(fence, birthNanos, endNanos, left)
        : new ObservedKey(one.fence, one.birthNanos, untilNanos, left);
  }

  /** Without a load, of which nothing came; null where nothing is left. */
  @Nullable ObservedKey without(ObservedLoad one) {
    if (load != one) {
      return this;
    }
    return fence == null ? null : new ObservedKey(fence, birthNanos, endNanos, null);
  }
}
