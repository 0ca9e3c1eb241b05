package io.tickcache.agent.dispatch;

import io.tickcache.agent.batch.Pieces;
import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.key.KeyPlan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How old the pieces of one answer are: what is there first may be over before the last one comes.
 * Used by one thread at a time.
 */
final class Ages {

  private final HybridCache cache;
  private final Pieces pieces;

  /** What was loaded before, and may be granted past its time. */
  private final @Nullable Entry[] entries;

  /** When the client was asked for the others, if that was; made when it answers. */
  private long[] birthNanos = {};

  /** Whether that counts; none does before the client has answered. */
  private boolean[] counts = {};

  private long askedNanos;

  /**
   * @param entries what there is at once; the array is given away
   */
  Ages(HybridCache cache, Pieces pieces, @Nullable Entry[] entries) {
    this.cache = cache;
    this.pieces = pieces;
    this.entries = entries;
  }

  /** A piece was loaded before. */
  void set(int piece, Entry entry) {
    entries[piece] = entry;
  }

  /** The client is to be asked for a piece in spite of what was there. */
  void forget(int piece) {
    entries[piece] = null;
  }

  /** The client is about to be asked for what is wanted. */
  void asked() {
    askedNanos = cache.now();
  }

  /**
   * The client has answered for what is wanted. Where that alone took longer than an answer may be
   * served, it is as without a cache, and asking again would not help.
   */
  void answered() {
    if (counts.length == 0) {
      birthNanos = new long[entries.length];
      counts = new boolean[entries.length];
    }
    for (int i = 0; i < entries.length; i++) {
      if (pieces.isWanted(i)) {
        entries[i] = null;
        birthNanos[i] = askedNanos;
        counts[i] = !isOver(i, askedNanos, false);
      }
    }
  }

  /** Whether there is a piece that has become too old to be handed out. */
  boolean anyOver() {
    for (int i = 0; i < entries.length; i++) {
      Entry entry = entries[i];
      boolean over =
          entry == null
              ? counts.length > 0 && counts[i] && isOver(i, birthNanos[i], false)
              : isOver(i, entry.birthNanos(), entry.isStale());
      if (over) {
        return true;
      }
    }
    return false;
  }

  private boolean isOver(int piece, long birth, boolean granted) {
    String symbol = KeyPlan.symbolOf(pieces.keys().get(piece));
    boolean negative = isNegative(pieces.value(piece));
    return granted
        ? cache.isBeyondGrant(symbol, negative, birth)
        : cache.isOver(symbol, negative, birth);
  }

  static boolean isNegative(@Nullable Object value) {
    return value == null || (value instanceof Optional && !((Optional<?>) value).isPresent());
  }
}
