package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.Values;

/** The answer that a call would have got from the cache. Immutable. */
final class WouldBe {

  private final Values values;
  private final Entry entry;
  private final long atNanos;

  /**
   * @param atNanos when the call would have got it
   */
  WouldBe(Values values, Entry entry, long atNanos) {
    this.values = values;
    this.entry = entry;
    this.atNanos = atNanos;
  }

  Values values() {
    return values;
  }

  Entry entry() {
    return entry;
  }

  long ageNanos() {
    return Math.max(0, atNanos - entry.birthNanos());
  }
}
