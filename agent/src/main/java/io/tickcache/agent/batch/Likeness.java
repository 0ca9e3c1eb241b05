package io.tickcache.agent.batch;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import org.jspecify.annotations.Nullable;

/** Arrays, collections, maps and texts like others, with other contents. */
final class Likeness {

  private Likeness() {}

  /** The elements held as the container holds its own, as far as its type is the JDK's. */
  @SuppressWarnings("JdkObsolete") // old clients take them
  static Object of(Object container, List<Object> elements, @Nullable String separator) {
    if (container.getClass().isArray()) {
      return array(container.getClass(), elements);
    }
    if (container instanceof String) {
      return text(elements, separator);
    }
    Class<?> type = container.getClass();
    if (container instanceof SortedSet) {
      return filled(sorted((SortedSet<?>) container), elements);
    }
    if (type == HashSet.class) {
      return new HashSet<>(elements);
    }
    if (container instanceof Set) {
      return new LinkedHashSet<>(elements);
    }
    if (type == LinkedList.class) {
      return new LinkedList<>(elements);
    }
    return type == Vector.class ? new Vector<>(elements) : new ArrayList<>(elements);
  }

  private static Object array(Class<?> type, List<? extends @Nullable Object> elements) {
    Object array = Array.newInstance(type.getComponentType(), elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Array.set(array, i, elements.get(i));
    }
    return array;
  }

  private static String text(List<Object> elements, @Nullable String separator) {
    StringBuilder text = new StringBuilder();
    for (Object element : elements) {
      text.append(text.length() == 0 ? "" : separator).append(element);
    }
    return text.toString();
  }

  @SuppressWarnings("unchecked")
  private static Set<Object> sorted(SortedSet<?> like) {
    return new TreeSet<>(((SortedSet<Object>) like).comparator());
  }

  private static Collection<Object> filled(Collection<Object> empty, List<Object> elements) {
    empty.addAll(elements);
    return empty;
  }

  /** The map's entries with one of them changed, in a map like it. */
  @SuppressWarnings("unchecked")
  static Map<Object, Object> with(Map<?, ?> map, String key, Object value) {
    Map<Object, Object> copy;
    if (map instanceof SortedMap) {
      copy = new TreeMap<>(((SortedMap<Object, Object>) map).comparator());
    } else {
      copy = map.getClass() == HashMap.class ? new HashMap<>() : new LinkedHashMap<>();
    }
    copy.putAll(map);
    copy.put(key, value);
    return copy;
  }
}
