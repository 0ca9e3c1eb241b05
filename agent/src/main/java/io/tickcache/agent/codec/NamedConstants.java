package io.tickcache.agent.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects that a class, or the class around it, keeps as static constants of that very class: the
 * enums of code older than Java 5, null objects, sentinels. Code compares them by identity, so a
 * copy has to hold the same object.
 */
final class NamedConstants {
  private final IdentityHashMap<Object, String> names = new IdentityHashMap<>();
  private final Map<String, Object> constants = new HashMap<>();

  private NamedConstants() {}

  /** Initialises {@code type} and the classes around it, if they aren't yet. */
  static NamedConstants of(Class<?> type) {
    NamedConstants found = new NamedConstants();
    for (Class<?> holder = type; holder != null; holder = holder.getDeclaringClass()) {
      for (Field field : holder.getDeclaredFields()) {
        found.add(field, type);
      }
    }
    return found;
  }

  @Nullable String name(Object value) {
    return names.isEmpty() ? null : names.get(value);
  }

  Object named(String name) {
    Object constant = constants.get(name);
    if (constant == null) {
      throw new Refusal("names a constant that doesn't exist: " + name);
    }
    return constant;
  }

  private void add(Field field, Class<?> type) {
    int modifiers = field.getModifiers();
    boolean constant = Modifier.isStatic(modifiers) && Modifier.isFinal(modifiers);
    if (!constant || !field.getType().isAssignableFrom(type)) {
      return;
    }
    Object value = value(field);
    if (value != null && value.getClass() == type) {
      String name = field.getDeclaringClass().getName() + '#' + field.getName();
      names.putIfAbsent(value, name);
      constants.put(name, value);
    }
  }

  private static @Nullable Object value(Field field) {
    try {
      field.setAccessible(true);
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }
}
