package com.acme.values;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Changes all that can be changed in a value and what it leads to, as a caller of bad manners
 * might: the elements of arrays, the fields that are not final, and whatever a public method
 * changes. Of classes of the JDK and of Protocol Buffers only the methods are taken.
 */
final class Walker {

  private static final String[] CHANGING = {
    "set", "add", "put", "remove", "clear", "append", "insert", "delete", "reverse", "roll", "sort",
    "push", "pop", "poll", "offer", "retain", "replace", "compute", "merge", "flip", "getAnd",
        "incr"
  };

  private static final Map<Class<?>, List<Method>> METHODS = new ConcurrentHashMap<>();

  private Walker() {}

  static void spoil(Object root) {
    for (Object part : reachable(root)) {
      if (part.getClass().isArray()) {
        spoilElements(part);
      }
      for (Field field : fields(part.getClass())) {
        if (!Modifier.isFinal(field.getModifiers())) {
          spoil(part, field);
        }
      }
      for (Method method : METHODS.computeIfAbsent(part.getClass(), Walker::changing)) {
        call(method, part);
      }
    }
  }

  private static Set<Object> reachable(Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      Object value = open.pop();
      if (!(value instanceof Enum) && !(value instanceof String) && seen.add(value)) {
        for (Object part : parts(value)) {
          if (part != null) {
            open.add(part);
          }
        }
      }
    }
    return seen;
  }

  private static List<Object> parts(Object value) {
    List<Object> parts = new ArrayList<>();
    try {
      addElements(value, parts);
    } catch (RuntimeException spoilt) {
      // it was walked before, and is no collection any more
      parts.clear();
    }
    for (Field field : fields(value.getClass())) {
      if (!field.getType().isPrimitive()) {
        parts.add(read(value, field));
      }
    }
    return parts;
  }

  private static void addElements(Object value, List<Object> parts) {
    if (value instanceof Object[]) {
      Collections.addAll(parts, (Object[]) value);
    } else if (value instanceof Collection) {
      parts.addAll((Collection<?>) value);
    } else if (value instanceof Map) {
      parts.addAll(((Map<?, ?>) value).keySet());
      parts.addAll(((Map<?, ?>) value).values());
    } else if (value instanceof Optional) {
      ((Optional<?>) value).ifPresent(parts::add);
    }
  }

  /** The instance fields that a caller can reach, inherited ones too. */
  static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> at = type; at != null && isOpen(at); at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static boolean isOpen(Class<?> type) {
    return !type.isArray()
        && !type.isEnum()
        && !type.getName().startsWith("java.")
        && !type.getName().startsWith("sun.")
        && !type.getName().startsWith("com.google.protobuf.");
  }

  static Object read(Object owner, Field field) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException closed) {
      throw new IllegalStateException(closed);
    }
  }

  private static void spoil(Object owner, Field field) {
    try {
      field.set(owner, other(field.getType()));
    } catch (IllegalAccessException closed) {
      throw new IllegalStateException(closed);
    }
  }

  private static void spoilElements(Object array) {
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.set(array, i, other(array.getClass().getComponentType()));
    }
  }

  private static List<Method> changing(Class<?> type) {
    List<Method> methods = new ArrayList<>();
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      addChanging(at, methods);
    }
    return methods;
  }

  /** By way of the public types, because a class may keep itself to its module. */
  private static void addChanging(Class<?> type, List<Method> methods) {
    for (Method method : type.getDeclaredMethods()) {
      if (Modifier.isPublic(type.getModifiers())
          && Modifier.isPublic(method.getModifiers())
          && !Modifier.isStatic(method.getModifiers())
          && changes(method.getName())) {
        methods.add(method);
      }
    }
    for (Class<?> parent : type.getInterfaces()) {
      addChanging(parent, methods);
    }
  }

  private static boolean changes(String name) {
    for (String prefix : CHANGING) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static void call(Method method, Object target) {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = other(types[i]);
    }
    try {
      method.invoke(target, arguments);
    } catch (ReflectiveOperationException | RuntimeException refused) {
      return; // who can't be changed says so
    }
  }

  /** A value that isn't there by chance; null of most types. */
  private static Object other(Class<?> type) {
    if (type == boolean.class) {
      return false;
    } else if (type == char.class) {
      return 'x';
    } else if (type == byte.class) {
      return (byte) 99;
    } else if (type == short.class) {
      return (short) 99;
    } else if (type == int.class) {
      return 0;
    } else if (type == long.class) {
      return 99_999_999L;
    } else if (type == float.class) {
      return -1f;
    } else if (type == double.class) {
      return -1d;
    } else if (type.isAssignableFrom(String.class)) {
      return "spoilt";
    }
    return null;
  }
}
