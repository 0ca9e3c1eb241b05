package io.tickcache.agent.batch;

import io.tickcache.agent.codec.ContainerKind;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of containers in which a client answers; learnt. Many have special ones for nothing and
 * for a single element, be it asked for alone or found alone. Until one has been seen, a plain one
 * of the declared type stands in for it. Thread-safe.
 */
final class Kinds {

  /** The place of the kind of answers with several elements; the others have one or none. */
  private static final int MANY = 4;

  private final @Nullable ContainerKind plain;

  /** By how many were asked for, and by how many came. */
  private final AtomicReferenceArray<@Nullable ContainerKind> kinds =
      new AtomicReferenceArray<>(MANY + 1);

  /**
   * @param type as the client declares it
   */
  Kinds(Class<?> type) {
    this.plain = plain(type);
  }

  private static @Nullable ContainerKind plain(Class<?> type) {
    if (type.isArray()) {
      return ContainerKind.of(Array.newInstance(type.getComponentType(), 0));
    }
    Object[] models = {
      new ArrayList<>(),
      new LinkedHashSet<>(),
      new LinkedHashMap<>(),
      new TreeMap<>(),
      new ConcurrentHashMap<>()
    };
    for (Object model : models) {
      if (type.isInstance(model)) {
        return ContainerKind.of(model);
      }
    }
    return null;
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

  /** Whether the order of the elements may mean something, as far as is known. */
  boolean areOrdered() {
    ContainerKind known = many();
    return known == null || known.isOrdered();
  }

  private @Nullable ContainerKind many() {
    ContainerKind many = kinds.get(MANY);
    return many == null ? plain : many;
  }

  /** A list, a set or an array of what came of so many; null if none can be made. */
  @Nullable Object with(int asked, List<@Nullable Object> elements) {
    return with(place(asked, elements.size()), elements, many());
  }

  /** A map of the entries that came of so many; null if none can be made. */
  @Nullable Object with(int asked, Map<@Nullable Object, @Nullable Object> entries) {
    List<@Nullable Object> contents = new ArrayList<>(2 * entries.size());
    for (Map.Entry<@Nullable Object, @Nullable Object> entry : entries.entrySet()) {
      contents.add(entry.getKey());
      contents.add(entry.getValue());
    }
    return with(place(asked, entries.size()), contents, many());
  }

  private @Nullable Object with(
      int place, List<@Nullable Object> contents, @Nullable ContainerKind others) {
    ContainerKind learnt = kinds.get(place);
    ContainerKind kind = learnt == null ? others : learnt;
    return kind == null ? null : kind.with(contents);
  }
}
