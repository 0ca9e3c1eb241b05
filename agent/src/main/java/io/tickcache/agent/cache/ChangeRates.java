package io.tickcache.agent.cache;

import org.jspecify.annotations.Nullable;

/**
 * Learns from each answer that comes in the place of another whether that was still right, as the
 * tier has it that is asked next: L2, and the upstream where there is none. Thread-safe.
 */
final class ChangeRates {

  private final FirstTier first;
  private final boolean alone;

  /**
   * @param alone whether there is no L2 at all
   */
  ChangeRates(FirstTier first, boolean alone) {
    this.first = first;
    this.alone = alone;
  }

  /** Whether the upstream is who is asked next. */
  boolean isOfUpstream(Question question) {
    return alone || question.remoteKey() == null;
  }

  /**
   * What is known with an answer that has come just now. What was told to be over was not out of
   * date when it was served, so it says nothing.
   *
   * @param held the answer as L1 holds it
   * @param loaded whether this process has loaded it, so that L2 had no newer one before
   */
  ChangeRate with(
      Question question,
      Fence fence,
      @Nullable Object held,
      boolean loaded,
      long birthNanos,
      long now) {
    Entry former = first.former(question.key());
    if (former == null) {
      return ChangeRate.UNKNOWN;
    }
    ChangeRate known = former.rate();
    if (!former.isWithin(fence) || former.isVoid() || former.isStale()) {
      return known;
    }
    Boolean differs = differs(question, former.held(), held);
    if (differs == null) {
      return known;
    }
    if (isOfUpstream(question)) {
      return known.after(birthNanos - former.birthNanos(), differs);
    }
    long endNanos = former.nearEndNanos();
    boolean inTime = differs && (loaded || birthNanos - endNanos >= 0);
    long seenNanos = (inTime ? Term.earlier(endNanos, now) : now) - former.storedNanos();
    return known.after(seenNanos, differs && !inTime);
  }

  /** Null where that can't be told. */
  private static @Nullable Boolean differs(
      Question question, @Nullable Object former, @Nullable Object present) {
    try {
      return !question.values().differences(former, present).isEmpty();
    } catch (UnkeepableValueException incomparable) {
      return null;
    }
  }
}
