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
import org.jspecify.annotations.Nullable;

/**
 * The kinds of containers in which a client answers; learnt. Many have special ones for nothing and
 * for a single element. Until one has been seen, a plain one of the declared type stands in for it.
 * Thread-safe.
 */
final class Kinds {

  private final @Nullable ContainerKind plain;
  private volatile @Nullable ContainerKind none;
  private volatile @Nullable ContainerKind one;
  private volatile @Nullable ContainerKind many;

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

  /** The kind of an answer of the client's, which is one of this size's from now on. */
  ContainerKind learn(Object answer, int size) throws UnmakeableAnswerException {
    ContainerKind kind;
    try {
      kind = ContainerKind.of(answer);
    } catch (IllegalArgumentException unlike) {
      throw new UnmakeableAnswerException(String.valueOf(unlike.getMessage()));
    }
    if (size == 0) {
      none = kind;
    } else if (size == 1) {
      one = kind;
    }
    if (kind.takes(2)) {
      many = kind;
    }
    return kind;
  }

  /** Whether the order of the elements may mean something, as far as is known. */
  boolean areOrdered() {
    ContainerKind known = many == null ? plain : many;
    return known == null || known.isOrdered();
  }

  /** A list, a set or an array of elements; null if none can be made. */
  @Nullable Object with(List<@Nullable Object> elements) {
    return with(elements.size(), elements);
  }

  /** A map of entries; null if none can be made. */
  @Nullable Object with(Map<@Nullable Object, @Nullable Object> entries) {
    List<@Nullable Object> contents = new ArrayList<>(2 * entries.size());
    for (Map.Entry<@Nullable Object, @Nullable Object> entry : entries.entrySet()) {
      contents.add(entry.getKey());
      contents.add(entry.getValue());
    }
    return with(entries.size(), contents);
  }

  private @Nullable Object with(int size, List<@Nullable Object> contents) {
    ContainerKind kind = size == 0 ? none : size == 1 ? one : null;
    if (kind == null) {
      kind = many == null ? plain : many;
    }
    return kind == null ? null : kind.with(contents);
  }
}
