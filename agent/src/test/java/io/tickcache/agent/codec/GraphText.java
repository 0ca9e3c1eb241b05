package io.tickcache.agent.codec;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Describes an object graph as text: classes, contents, and which references lead to the same
 * object. It shares no code with what it checks.
 */
final class GraphText {
  private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();
  private final StringBuilder out = new StringBuilder();

  static String of(Object root) {
    GraphText text = new GraphText();
    text.describe(root);
    return text.out.toString();
  }

  /** All objects of the graph that somebody could change, or tell apart by identity. */
  static Set<Object> mutableObjects(Object root) {
    GraphText text = new GraphText();
    text.describe(root);
    Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());
    objects.addAll(text.numbers.keySet());
    return objects;
  }

  private void describe(Object value) {
    if (value == null) {
      out.append("null");
      return;
    }
    Class<?> type = value.getClass();
    if (value instanceof Enum<?> || isValue(type)) {
      out.append(type.getName()).append('(').append(value).append(')');
      return;
    }
    Integer number = numbers.get(value);
    if (number != null) {
      out.append('#').append(number);
      return;
    }
    numbers.put(value, numbers.size());
    out.append(type.getName()).append('@').append(numbers.get(value)).append('{');
    contents(value, type);
    out.append('}');
  }

  private static boolean isValue(Class<?> type) {
    String name = type.getName();
    return (name.startsWith("java.lang.") && type != Object.class && !name.contains("StringBu"))
        || name.startsWith("java.math.")
        || name.startsWith("java.time.")
        || name.equals("java.util.UUID")
        || name.equals("java.util.Currency")
        || name.equals("java.util.Locale")
        || name.equals("java.net.URI")
        || (name.startsWith("java.util.Optional") && !name.equals("java.util.Optional"))
        || name.startsWith("java.util.Collections$Empty");
  }

  private void contents(Object value, Class<?> type) {
    if (type.isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        item(Array.get(value, i));
      }
    } else if (value instanceof Map<?, ?> map) {
      entries(map);
    } else if (value instanceof Collection<?> collection) {
      elements(collection);
    } else if (value instanceof Optional<?> optional) {
      item(optional.orElse(null));
    } else if (value instanceof AtomicReference<?> reference) {
      item(reference.get());
    } else if (type.getName().startsWith("java.") || type.getName().startsWith("sun.")) {
      out.append(type == Object.class ? "" : value.toString());
    } else {
      fields(value, type);
    }
  }

  private void item(Object value) {
    describe(value);
    out.append(',');
  }

  private void entries(Map<?, ?> map) {
    for (Object key : inOrder(map.keySet())) {
      describe(key);
      out.append("->");
      item(map.get(key));
    }
  }

  private void elements(Collection<?> collection) {
    inOrder(collection).forEach(this::item);
  }

  /** Hash tables may be iterated in any order; everything else keeps its own. */
  private static List<Object> inOrder(Collection<?> collection) {
    List<Object> elements = new ArrayList<>(collection);
    String name = collection.getClass().getName();
    if ((name.contains("HashMap") && !name.contains("Linked"))
        || name.equals("java.util.HashSet")
        || name.contains("ImmutableCollections$Set")
        || name.contains("ImmutableCollections$Abstract")) {
      Function<Object, String> text =
          element -> element instanceof Values.Node node ? node.name : String.valueOf(element);
      elements.sort((one, other) -> text.apply(one).compareTo(text.apply(other)));
    }
    return elements;
  }

  private void fields(Object value, Class<?> type) {
    for (Class<?> part = type; part != null; part = part.getSuperclass()) {
      Set<Field> sorted = new TreeSet<>((one, other) -> one.getName().compareTo(other.getName()));
      Collections.addAll(sorted, part.getDeclaredFields());
      for (Field field : sorted) {
        if (!Modifier.isStatic(field.getModifiers()) && !part.getName().startsWith("java.")) {
          out.append(field.getName()).append('=');
          item(get(field, value));
        }
      }
    }
  }

  private static Object get(Field field, Object value) {
    try {
      field.setAccessible(true);
      return field.get(value);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
