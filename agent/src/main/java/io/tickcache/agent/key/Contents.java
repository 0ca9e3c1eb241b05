package io.tickcache.agent.key;

import io.tickcache.rules.DiagnosticCode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Collections and maps as parts of keys: by what they hold, in the order in which they are walked,
 * since a client's answer may follow it; and by whatever else a client could ask of them. One that
 * answers by rules of its own is no part of a key. Thread-safe.
 */
final class Contents {

  /** Libraries whose maps find what they hold, as those of the JDK do. */
  private static final String[] LIBRARIES = {
    "com.google.common.collect.",
    "kotlin.collections.",
    "scala.collection.",
    "org.eclipse.collections.impl.",
    "it.unimi.dsi.fastutil."
  };

  private final Accessors accessors;
  private final Components components;

  private final ClassValue<List<Field>> ownFields =
      new ClassValue<List<Field>>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return findOwnFields(type);
        }
      };

  private final ClassValue<Boolean> findsByEquality =
      new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isFoundByEquality(type);
        }
      };

  Contents(Accessors accessors, Components components) {
    this.accessors = accessors;
    this.components = components;
  }

  Object of(Collection<?> collection, int depth) throws UnkeyableException {
    List<Object> parts = new ArrayList<>(collection.size());
    for (Object element : collection) {
      parts.add(components.of(element, depth + 1));
    }
    return new Component.Sequence(
        collection instanceof Set ? "set" : "list", withBeside(parts, collection, depth));
  }

  Object of(Map<?, ?> map, int depth) throws UnkeyableException {
    List<Object> entries = new ArrayList<>(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      entries.add(of(entry, depth));
    }
    return new Component.Sequence("map", withBeside(entries, map, depth));
  }

  Object of(Map.Entry<?, ?> entry, int depth) throws UnkeyableException {
    return new Component.Sequence(
        "entry",
        new Object[] {
          components.of(entry.getKey(), depth + 1), components.of(entry.getValue(), depth + 1)
        });
  }

  private Object[] withBeside(List<Object> parts, Object container, int depth)
      throws UnkeyableException {
    Object beside = beside(container, depth);
    if (beside != Component.Sequence.EMPTY) {
      parts.add(beside);
    }
    return parts.toArray();
  }

  /** What a container has beside its elements; nothing where it is a plain one of the JDK. */
  Object beside(Object container, int depth) throws UnkeyableException {
    if (container instanceof Map && !findsByEquality.get(container.getClass())) {
      throw new UnkeyableException(
          DiagnosticCode.R025,
          "`" + container.getClass().getName() + "` is a map that finds entries in its own way",
          "name the entries that count, such as `arg0.symbol`, and the map under `ignore`");
    }
    List<Object> parts = new ArrayList<>();
    Comparator<?> order = order(container);
    if (order != null) {
      parts.add(named("order", ordering(order, depth)));
    }
    if (container instanceof Properties) {
      addDefaults((Properties) container, parts);
    }
    Class<?> type = container.getClass();
    if (!type.isArray() && !isOfJdk(type)) {
      parts.add(type.getName());
      for (Field field : ownFields.get(type)) {
        parts.add(
            named(field.getName(), components.of(accessors.read(container, field), depth + 1)));
      }
    }
    return parts.isEmpty()
        ? Component.Sequence.EMPTY
        : new Component.Sequence("beside", parts.toArray());
  }

  private static Object named(String name, Object part) {
    return new Component.Sequence("entry", new Object[] {name, part});
  }

  private static @Nullable Comparator<?> order(Object container) {
    if (container instanceof SortedMap) {
      return ((SortedMap<?, ?>) container).comparator();
    }
    return container instanceof SortedSet ? ((SortedSet<?>) container).comparator() : null;
  }

  /** A comparator without state is told by its class. */
  private Object ordering(Comparator<?> order, int depth) throws UnkeyableException {
    return accessors.fieldsOf(order.getClass()).isEmpty()
        ? new Component.Text(order.getClass(), "")
        : components.of(order, depth + 1);
  }

  /** Text that is found without being an entry. */
  private static void addDefaults(Properties properties, List<Object> parts) {
    List<String> names = new ArrayList<>(properties.stringPropertyNames());
    names.removeAll(properties.keySet());
    Collections.sort(names);
    for (String name : names) {
      parts.add(named(name, properties.getProperty(name)));
    }
  }

  private static boolean isOfJdk(Class<?> type) {
    return type.getName().startsWith("java.");
  }

  private static boolean isOfLibrary(Class<?> type) {
    for (String library : LIBRARIES) {
      if (type.getName().startsWith(library)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFoundByEquality(Class<?> type) {
    if (IdentityHashMap.class.isAssignableFrom(type)) {
      return false;
    }
    try {
      Class<?> finder = type.getMethod("get", Object.class).getDeclaringClass();
      return isOfJdk(finder) || isOfLibrary(finder);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The properties that a class has added. Where it extends a complete container of the JDK that is
   * all of its fields; where it is one of its own making, fields also hold the elements, and only
   * simple ones can be told from those.
   */
  private List<Field> findOwnFields(Class<?> type) {
    boolean all = extendsComplete(type);
    List<Field> own = new ArrayList<>();
    if (isOfLibrary(type)) {
      return own;
    }
    for (Field field : accessors.fieldsOf(type)) {
      if (!isOfJdk(field.getDeclaringClass()) && (all || isSimple(field.getType()))) {
        own.add(field);
      }
    }
    return own;
  }

  private static boolean extendsComplete(Class<?> type) {
    Class<?> at = type;
    while (at != null && !isOfJdk(at)) {
      at = at.getSuperclass();
    }
    return at != null && at != Object.class && !Modifier.isAbstract(at.getModifiers());
  }

  private static boolean isSimple(Class<?> type) {
    return type == String.class || type.isEnum() || type == boolean.class || type == char.class;
  }
}
