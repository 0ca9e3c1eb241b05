package io.tickcache.rules;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a call that a budget has no room for. Immutable. */
public final class WhenExhausted extends Value {
  private static final Duration USUAL_WAIT = Duration.ofMillis(250);

  /** It gets the last answer at once, where its rule grants that, and else waits for a while. */
  public static final WhenExhausted STALE = new WhenExhausted(true, USUAL_WAIT);

  /** It is made all the same. */
  public static final WhenExhausted CALL = new WhenExhausted(false, Duration.ZERO);

  private final boolean staleAtOnce;
  private final Duration waitLimit;

  private WhenExhausted(boolean staleAtOnce, Duration waitLimit) {
    this.staleAtOnce = staleAtOnce;
    this.waitLimit = waitLimit;
  }

  /**
   * It waits for its turn. If that doesn't come in time, it gets the last answer, where its rule
   * grants that, and else is made all the same.
   */
  public static WhenExhausted waiting(Duration atMost) {
    return new WhenExhausted(false, atMost);
  }

  /** Whether it gets the last answer, where its rule grants that, rather than wait. */
  public boolean staleAtOnce() {
    return staleAtOnce;
  }

  /** Whether it may get the last answer at all. */
  public boolean maybeStale() {
    return staleAtOnce || !waitLimit.isZero();
  }

  /** The longest that it waits; zero for not at all. */
  public Duration waitLimit() {
    return waitLimit;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(staleAtOnce, waitLimit);
  }
}
