package io.tickcache.agent.cache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the entries of one cache. Thread-safe. */
final class Entries {

  private final CachePolicy policy;
  private final Ticker ticker;
  private final CacheStats stats;

  Entries(CachePolicy policy, Ticker ticker, CacheStats stats) {
    this.policy = policy;
    this.ticker = ticker;
    this.stats = stats;
  }

  /**
   * The entry for a value that came just now.
   *
   * @param birthNanos when the upstream call behind it began
   */
  Entry of(Question question, Fence fence, @Nullable Object value, long birthNanos)
      throws UnkeepableValueException {
    if (value == null) {
      return ofNull(fence, birthNanos);
    }
    long now = ticker.read();
    boolean negative = value instanceof Optional && !((Optional<?>) value).isPresent();
    long ttlNanos = negative ? policy.negativeNanos : policy.ttlNanos;
    return Entry.of(fence, question.values().keep(value), negative, birthNanos, now, ttlNanos);
  }

  Entry ofNull(Fence fence, long birthNanos) {
    return Entry.ofNull(fence, birthNanos, ticker.read(), policy.negativeNanos);
  }

  /** The entry for what L2 holds, or null if it can't be used here. */
  @Nullable Entry of(Question question, Fence fence, Reading.Found found) {
    try {
      Object value = RemoteValue.decode(question.values(), found.bytes());
      Entry entry = of(question, fence, value, found.birthNanos());
      return entry.isInTime() ? entry : null;
    } catch (UndecodableValueException | UnkeepableValueException unusable) {
      stats.undecodable.increment();
      return null;
    }
  }
}
