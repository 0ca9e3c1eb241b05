package io.tickcache.agent.cache;

import org.jspecify.annotations.Nullable;

/**
 * How much L1 may hold: a number of entries and, where that is said, of bytes. Both bounds hold by
 * one weight: an entry weighs its bytes, but no less than its share if there were as many as there
 * may be. Immutable.
 */
final class Room {

  /**
   * What an entry takes besides its value and the characters of its symbol: itself, the key, and
   * the nodes and tables by which Caffeine finds it. Measured; see docs/decisions.md.
   */
  static final int ENTRY_BYTES = 240;

  private final int entries;
  private final @Nullable Long bytes;

  private Room(int entries, @Nullable Long bytes) {
    this.entries = entries;
    this.bytes = bytes;
  }

  /** Room for these many entries, however large they are unless the bytes are bounded, too. */
  static Room of(int entries, @Nullable Long bytes) {
    return new Room(entries, bytes);
  }

  /** Whether entries have to be weighed. */
  boolean isWeighed() {
    return bytes != null;
  }

  /** The most entries that there can be. */
  int entries() {
    return entries;
  }

  /** The most weight that all entries may have together. */
  long capacity() {
    return bytes == null ? entries : bytes;
  }

  /** The weight of an entry for this symbol whose value takes these bytes. */
  int weight(String symbol, long valueBytes) {
    long least = (capacity() + entries - 1) / entries;
    long own = ENTRY_BYTES + symbol.length() + valueBytes;
    return (int) Math.min(Integer.MAX_VALUE, Math.max(least, own));
  }
}
