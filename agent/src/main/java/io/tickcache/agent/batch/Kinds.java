package io.tickcache.agent.batch;

import io.tickcache.agent.codec.ContainerKind;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of containers in which a client answers; learnt, unless its declared type leaves no
 * choice. Many clients have special ones for nothing and for a single element, be it asked for
 * alone or found alone; what may hold more is taken for their kind of all answers not seen yet.
 * Thread-safe.
 */
final class Kinds {

  /** The place of the kind of answers with several elements; the others have one or none. */
  private static final int MANY = 4;

  /** By how many were asked for, and by how many came. */
  private final AtomicReferenceArray<@Nullable ContainerKind> kinds =
      new AtomicReferenceArray<>(MANY + 1);

  /**
   * @param type as the client declares it
   */
  Kinds(Class<?> type) {
    if (type.isArray() && isFinal(type.getComponentType())) {
      kinds.set(MANY, ContainerKind.of(Array.newInstance(type.getComponentType(), 0)));
    }
  }

  /** Whether nothing but this type can be what is declared so; arrays of others may be, too. */
  private static boolean isFinal(Class<?> type) {
    return type.isArray()
        ? isFinal(type.getComponentType())
        : Modifier.isFinal(type.getModifiers());
  }

  private static int place(int asked, int size) {
    return size > 1 ? MANY : (asked > 1 ? 2 : 0) + size;
  }

  /**
   * The kind of an answer of the client's, which is that of all like it from now on.
   *
   * @param asked how many elements were asked for
   * @param size how many came
   */
  ContainerKind learn(Object answer, int asked, int size) throws UnmakeableAnswerException {
    ContainerKind kind;
    try {
      kind = ContainerKind.of(answer);
    } catch (IllegalArgumentException unlike) {
      throw new UnmakeableAnswerException(String.valueOf(unlike.getMessage()));
    }
    kinds.set(place(asked, size), kind);
    if (kind.takes(2)) {
      kinds.compareAndSet(MANY, null, kind);
    }
    return kind;
  }

  /**
   * Whether the kind of the answer to all that is asked for is known, or will be when the client
   * has answered for what is wanted of it, or others have for what they load.
   *
   * @param size how many there are, where nothing is awaited any more
   */
  boolean areSettledFor(Pieces pieces, int size) {
    if (pieces.isAwaiting()) {
      return pieces.awaitedElements() != 1 || areKnown() || kinds.get(place(1, 1)) == null;
    }
    return kind(place(pieces.askedPieces().length, size)) != null;
  }

  /** Whether the kind of any answer is known. */
  boolean areKnown() {
    return kinds.get(MANY) != null;
  }

  private @Nullable ContainerKind kind(int place) {
    ContainerKind seen = kinds.get(place);
    return seen == null ? kinds.get(MANY) : seen;
  }

  /** Whether the order of the elements may mean something, as far as is known. */
  boolean areOrdered() {
    ContainerKind many = kinds.get(MANY);
    return many == null || many.isOrdered();
  }

  /** A list, a set or an array of what came of so many; null if none can be made. */
  @Nullable Object with(int asked, List<@Nullable Object> elements) {
    return made(place(asked, elements.size()), elements.toArray());
  }

  /**
   * A map of the entries that came of so many; null if none can be made.
   *
   * @param contents each key before its value
   */
  @Nullable Object withEntries(int asked, @Nullable Object... contents) {
    return made(place(asked, contents.length / 2), contents);
  }

  private @Nullable Object made(int place, @Nullable Object[] contents) {
    ContainerKind kind = kind(place);
    return kind == null ? null : kind.with(contents);
  }
}
