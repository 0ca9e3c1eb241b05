package io.tickcache.agent.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds an object graph, from another graph ({@link GraphCopier}) or from bytes ({@link
 * GraphReader}). Used once, by one thread.
 *
 * <p>Cycles make it difficult: a hash table that is filled while one of its keys is still being
 * assembled asks the key for its hash code too early. So each object knows the outermost unfinished
 * object that it leads back to (the low link of Tarjan's algorithm for strongly connected
 * components [1]); containers that look at their elements wait until that one is finished, and what
 * can't wait, such as a record whose constructor may look at anything, is refused.
 *
 * <p>[1] R. Tarjan: Depth-first search and linear graph algorithms. SIAM J. Comput. 1 (1972).
 */
abstract class GraphAssembly {

  /**
   * Each level takes a few stack frames; application threads may have as little as 256 KB of stack.
   */
  static final int DEEPEST = 500;

  private final List<Runnable> waiting = new ArrayList<>();
  private int depth;
  private @Nullable Piece outermost;

  /**
   * The counterpart of a part: its copy, or whatever comes next in the bytes, which {@code
   * original} can't tell.
   */
  abstract @Nullable Object next(@Nullable Object original);

  /** The parts of {@code original}, or room for as many as the bytes announce. */
  abstract @Nullable Object[] parts(@Nullable Object original, Shape shape);

  /** Sets a primitive field of {@code made}. */
  abstract void primitive(InstanceField field, @Nullable Object original, Object made);

  /** The counterpart of a value that refers to no other. */
  abstract Object leaf(@Nullable Object original, Leaf leaf);

  /** The enum class that {@code original}, an enum set or map, is made for. */
  abstract Class<?> enumType(@Nullable Object original, EnumContainerShape shape);

  final Object assemble(Shape shape, @Nullable Object original, Piece piece) {
    piece.depth = ++depth;
    if (depth > DEEPEST) {
      throw new Refusal("is nested deeper than " + DEEPEST + " objects");
    }
    Piece outermostBefore = outermost;
    int waitingBefore = waiting.size();
    outermost = null;
    Object made = shape.assemble(original, piece, this);
    piece.made = made;
    close(piece, waitingBefore);
    outermost = outer(outermost, outermostBefore);
    depth--;
    return made;
  }

  private void close(Piece piece, int waitingBefore) {
    piece.open = false;
    if (outermost != null && outermost.depth < piece.depth) {
      piece.waitsFor = outermost;
      return;
    }
    outermost = null;
    for (int i = waitingBefore; i < waiting.size(); i++) {
      waiting.get(i).run();
    }
    if (waiting.size() > waitingBefore) {
      waiting.subList(waitingBefore, waiting.size()).clear();
    }
  }

  /** The new object of a piece that was met before. */
  final Object refer(Piece piece) {
    Object made = piece.made;
    if (made == null) {
      throw new Refusal("contains itself, but can only be made from its finished parts");
    }
    outermost = outer(outermost, piece.incompleteUntil());
    return made;
  }

  /** Replaces each part by its counterpart. */
  final void each(@Nullable Object[] parts) {
    for (int i = 0; i < parts.length; i++) {
      try {
        parts[i] = next(parts[i]);
      } catch (Refusal refusal) {
        throw refusal.inside("[" + i + "]");
      }
    }
  }

  /**
   * Fills a container that looks at its elements: as soon as it is assembled, or the cycle that it
   * is part of, and after the containers within it.
   */
  final void whenComplete(Runnable fill) {
    waiting.add(fill);
  }

  /** Refuses an object whose maker looks at parts that are not complete. */
  final void requireComplete(Piece piece, Class<?> type) {
    if (outermost != null && outermost.depth < piece.depth) {
      throw new Refusal(
          "is a " + type.getName() + " in a cycle, which can only be made from its finished parts");
    }
  }

  private static @Nullable Piece outer(@Nullable Piece one, @Nullable Piece other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.depth <= other.depth ? one : other;
  }
}
