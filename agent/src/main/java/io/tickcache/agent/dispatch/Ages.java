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
  private final long[] birthNanos;
  private final boolean[] counts;
  private final boolean[] granted;
  private long askedNanos;

  Ages(HybridCache cache, Pieces pieces) {
    this.cache = cache;
    this.pieces = pieces;
    this.birthNanos = new long[pieces.keys().size()];
    this.counts = new boolean[birthNanos.length];
    this.granted = new boolean[birthNanos.length];
  }

  /** A piece was loaded before, and may be granted past its time. */
  void set(int piece, Entry entry) {
    birthNanos[piece] = entry.birthNanos();
    granted[piece] = entry.isStale();
    counts[piece] = true;
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
    for (int i = 0; i < counts.length; i++) {
      if (pieces.isWanted(i)) {
        birthNanos[i] = askedNanos;
        granted[i] = false;
        counts[i] = !isOver(i);
      }
    }
  }

  /** Whether there is a piece that has become too old to be handed out. */
  boolean anyOver() {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] && isOver(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOver(int piece) {
    String symbol = KeyPlan.symbolOf(pieces.keys().get(piece));
    boolean negative = isNegative(pieces.value(piece));
    return granted[piece]
        ? cache.isBeyondGrant(symbol, negative, birthNanos[piece])
        : cache.isOver(symbol, negative, birthNanos[piece]);
  }

  static boolean isNegative(@Nullable Object value) {
    return value == null || (value instanceof Optional && !((Optional<?>) value).isPresent());
  }
}
