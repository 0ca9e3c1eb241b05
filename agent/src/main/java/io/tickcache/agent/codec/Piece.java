package io.tickcache.agent.codec;

import org.jspecify.annotations.Nullable;

/** One object of a graph that is being assembled. */
final class Piece {
  /** The new object, as soon as there is one. */
  @Nullable Object made;

  /** From the root; the root is at 1. */
  int depth;

  /** Some of what this object refers to is not assembled yet. */
  boolean open = true;

  /**
   * The outermost open object that this one, no longer open itself, leads back to; null if there is
   * none.
   */
  @Nullable Piece waitsFor;

  /** The open object that must be assembled before this one is complete, or null. */
  @Nullable Piece incompleteUntil() {
    Piece piece = this;
    while (piece != null && !piece.open) {
      piece = piece.waitsFor;
    }
    return piece;
  }
}
