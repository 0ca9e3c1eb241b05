package io.tickcache.agent.codec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * An immutable collection of Guava, whatever class stands behind it: made anew from its elements by
 * its public class, which is recognised by name, since the library is the application's own. It is
 * copied nevertheless: its arrays are open to reflection, as those of the JDK's are not. A sorted
 * one has its comparator for its first part, or null for the natural order.
 */
final class GuavaShape extends Shape {
  private static final String PACKAGE = "com.google.common.collect.";
  private static final String NATURAL_ORDER = PACKAGE + "NaturalOrdering";

  /** An entry of a map, or a list within a sorted collection. */
  private static final int NODE = 24;

  private static final Set<String> PUBLIC =
      new HashSet<>(
          Arrays.asList(
              PACKAGE + "ImmutableList",
              PACKAGE + "ImmutableSet",
              PACKAGE + "ImmutableSortedSet",
              PACKAGE + "ImmutableMap",
              PACKAGE + "ImmutableBiMap",
              PACKAGE + "ImmutableSortedMap"));

  private final boolean map;
  private final boolean sorted;
  private final boolean looksAtParts;
  private final Method copyOf;
  private final @Nullable Method copyInOrder;

  private GuavaShape(Class<?> type) {
    super(NAMED, type);
    map = Map.class.isAssignableFrom(type);
    sorted = SortedMap.class.isAssignableFrom(type) || SortedSet.class.isAssignableFrom(type);
    looksAtParts = map || Set.class.isAssignableFrom(type);
    try {
      copyOf = type.getMethod("copyOf", map ? Map.class : Collection.class);
      copyInOrder = sorted ? copyInOrder(type) : null;
    } catch (NoSuchMethodException other) {
      throw new Refusal("is a " + type.getName() + " that can't be made anew: " + other);
    }
  }

  private Method copyInOrder(Class<?> type) throws NoSuchMethodException {
    return map
        ? type.getMethod("copyOf", Map.class, Comparator.class)
        : type.getMethod("copyOf", Comparator.class, Collection.class);
  }

  static boolean isOne(Class<?> type) {
    return publicClass(type) != null;
  }

  /** That of the public class behind which this one stands. */
  static GuavaShape of(Class<?> type) {
    Class<?> known = publicClass(type);
    if (known == null) {
      throw new IllegalArgumentException(type + " is none");
    }
    return new GuavaShape(known);
  }

  /**
   * The further public classes that a value declared as this one may be of: a map of one entry is a
   * bimap.
   */
  static List<Class<?>> below(Class<?> type) {
    List<Class<?>> below = new ArrayList<>();
    if (PUBLIC.contains(type.getName())) {
      for (String name : PUBLIC) {
        addIfBelow(type, name, below);
      }
    }
    return below;
  }

  private static void addIfBelow(Class<?> type, String name, List<Class<?>> below) {
    try {
      Class<?> other = Class.forName(name, false, type.getClassLoader());
      if (type != other && type.isAssignableFrom(other)) {
        below.add(other);
      }
    } catch (ClassNotFoundException older) {
      return; // this version has none
    }
  }

  /** A further public class would add something that the known ones don't have. */
  private static @Nullable Class<?> publicClass(Class<?> type) {
    for (Class<?> at = type; at != null && at.getName().startsWith(PACKAGE); ) {
      if (Modifier.isPublic(at.getModifiers())) {
        return PUBLIC.contains(at.getName()) ? at : null;
      }
      at = at.getSuperclass();
    }
    return null;
  }

  @Override
  boolean shares(Object value) {
    return false;
  }

  @Override
  boolean tracked() {
    return true;
  }

  @Override
  Immutability immutability() {
    return Immutability.NEVER;
  }

  @Override
  @SuppressWarnings("unchecked") // elements are only passed on
  @Nullable Object[] parts(Object value) {
    @Nullable Object[] elements =
        map
            ? JdkCollections.entries((Map<Object, Object>) value)
            : JdkCollections.elements((Collection<Object>) value);
    if (!sorted) {
      return elements;
    }
    @Nullable Object[] parts = new Object[elements.length + 1];
    parts[0] = order(value);
    System.arraycopy(elements, 0, parts, 1, elements.length);
    return parts;
  }

  private @Nullable Object order(Object value) {
    Comparator<?> order =
        map ? ((SortedMap<?, ?>) value).comparator() : ((SortedSet<?>) value).comparator();
    return order == null || order.getClass().getName().equals(NATURAL_ORDER) ? null : order;
  }

  /** Sets and maps find by a table half full, maps by nodes; sorted ones search lists. */
  @Override
  long bytes(Object value) {
    int size = map ? ((Map<?, ?>) value).size() : ((Collection<?>) value).size();
    long array = ObjectLayout.ofReferences(size);
    long instance = JdkFootprints.instance(value.getClass());
    if (sorted) {
      return instance + (map ? 2 : 1) * (NODE + array);
    }
    long table = looksAtParts ? ObjectLayout.ofReferences(2L * size) : 0;
    return instance + array + table + (map ? (long) NODE * size : 0);
  }

  @Override
  void write(Object value, GraphWriter out) {
    out.writeParts(parts(value));
  }

  @Override
  Object assemble(@Nullable Object original, Piece piece, GraphAssembly from) {
    @Nullable Object[] parts = from.parts(original, this);
    from.each(parts);
    if (looksAtParts) {
      from.requireComplete(piece, type());
    }
    return sorted ? sortedOf(parts) : call(copyOf, elements(parts));
  }

  private Object sortedOf(@Nullable Object[] parts) {
    if (parts.length == 0) {
      throw new Refusal("is sorted, but the bytes hold no order");
    }
    Object order = parts[0];
    Object elements = elements(Arrays.copyOfRange(parts, 1, parts.length));
    if (order == null || copyInOrder == null) {
      return call(copyOf, elements);
    }
    return map ? call(copyInOrder, elements, order) : call(copyInOrder, order, elements);
  }

  private Object elements(@Nullable Object[] parts) {
    if (!map) {
      return Arrays.asList(parts);
    }
    if (parts.length % 2 != 0) {
      throw new Refusal("is a map, but the bytes hold a key without a value");
    }
    Map<Object, Object> entries = new LinkedHashMap<>();
    JdkCollections.putAll(entries, parts);
    return entries;
  }

  private Object call(Method factory, Object... arguments) {
    try {
      return factory.invoke(null, arguments);
    } catch (InvocationTargetException thrown) {
      throw new Refusal("is a " + type().getName() + " and fails: " + thrown.getCause());
    } catch (IllegalAccessException | IllegalArgumentException other) {
      throw new Refusal("is a " + type().getName() + " that can't be made anew: " + other);
    }
  }
}
