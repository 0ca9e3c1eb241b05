package io.tickcache.agent.key;

import io.tickcache.rules.DiagnosticCode;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads named properties of objects: a map's entry, a record component, a getter or a field,
 * whichever exists, in that order. What was found is remembered with the class itself. Thread-safe.
 */
final class Accessors {

  /** Says that a null stands on the way to a value. */
  static final Object BROKEN = new Object();

  private static final Object[] NO_ARGUMENTS = {};

  private final ClassValue<ConcurrentHashMap<String, AccessibleObject>> found =
      new ClassValue<ConcurrentHashMap<String, AccessibleObject>>() {
        @Override
        protected ConcurrentHashMap<String, AccessibleObject> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private final ClassValue<List<Field>> fields =
      new ClassValue<List<Field>>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return instanceFields(type);
        }
      };

  /** Goes through these properties; {@link #BROKEN} where a null comes before the last of them. */
  @Nullable Object follow(@Nullable Object start, List<String> steps) throws UnkeyableException {
    Object at = start;
    for (int i = 0; i < steps.size(); i++) {
      if (at == null) {
        return BROKEN;
      }
      at = read(at, steps.get(i));
    }
    return at;
  }

  @Nullable Object read(Object target, String property) throws UnkeyableException {
    if (target instanceof Map) {
      return ((Map<?, ?>) target).get(property);
    }
    return call(target, property, accessor(target.getClass(), property));
  }

  /** The values of all instance fields, inherited ones too, in a fixed order. */
  List<Field> fieldsOf(Class<?> type) {
    return fields.get(type);
  }

  @Nullable Object read(Object target, Field field) throws UnkeyableException {
    if (!field.isAccessible()) {
      open(field, target.getClass(), field.getName());
    }
    return call(target, field.getName(), field);
  }

  private AccessibleObject accessor(Class<?> type, String property) throws UnkeyableException {
    ConcurrentHashMap<String, AccessibleObject> known = found.get(type);
    AccessibleObject accessor = known.get(property);
    if (accessor == null) {
      accessor = find(type, property);
      open(accessor, type, property);
      known.put(property, accessor);
    }
    return accessor;
  }

  private static AccessibleObject find(Class<?> type, String property) throws UnkeyableException {
    String capital = Character.toUpperCase(property.charAt(0)) + property.substring(1);
    String[] getters =
        isRecord(type)
            ? new String[] {property, "get" + capital, "is" + capital}
            : new String[] {"get" + capital, "is" + capital, property};
    for (String name : getters) {
      Method method = getter(type, name);
      if (method != null) {
        return method;
      }
    }
    for (Field field : instanceFields(type)) {
      if (field.getName().equals(property)) {
        return field;
      }
    }
    throw new UnkeyableException(
        DiagnosticCode.R024,
        "`" + type.getName() + "` has no property `" + property + "`",
        help(type));
  }

  private static @Nullable Method getter(Class<?> type, String name) {
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      for (Method method : at.getDeclaredMethods()) {
        if (isGetter(method, name)) {
          return method;
        }
      }
    }
    for (Method method : type.getMethods()) {
      if (method.getDeclaringClass() != Object.class && isGetter(method, name)) {
        return method;
      }
    }
    return null;
  }

  private static boolean isGetter(Method method, String name) {
    return method.getName().equals(name)
        && method.getParameterTypes().length == 0
        && method.getReturnType() != void.class
        && !Modifier.isStatic(method.getModifiers())
        && !method.isBridge();
  }

  static boolean isRecord(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    return parent != null && parent.getName().equals("java.lang.Record");
  }

  private static List<Field> instanceFields(Class<?> type) {
    List<Field> all = new ArrayList<>();
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (isInstanceField(field)) {
          all.add(field);
        }
      }
    }
    return all;
  }

  private static boolean isInstanceField(Field field) {
    return !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic();
  }

  private static void open(AccessibleObject member, Class<?> type, String property)
      throws UnkeyableException {
    try {
      member.setAccessible(true);
    } catch (RuntimeException closed) {
      throw new UnkeyableException(
          DiagnosticCode.R024,
          "property `" + property + "` of `" + type.getName() + "` can't be read",
          null);
    }
  }

  private static @Nullable Object call(Object target, String property, AccessibleObject accessor)
      throws UnkeyableException {
    try {
      return accessor instanceof Method
          ? ((Method) accessor).invoke(target, NO_ARGUMENTS)
          : ((Field) accessor).get(target);
    } catch (InvocationTargetException | IllegalAccessException failure) {
      throw new UnkeyableException(
          DiagnosticCode.R024,
          "reading `" + property + "` of `" + target.getClass().getName() + "` failed",
          null);
    }
  }

  /** Names what could be read of a type instead. */
  static String help(Class<?> type) {
    return help(properties(type));
  }

  /** The names of what people would read of a type: what the JDK or a compiler hides is none. */
  static List<String> properties(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      if (at.getName().startsWith("java.")) {
        addGetters(at, names);
      } else if (!at.isSynthetic()) {
        addFields(at, names);
      }
    }
    return new ArrayList<>(names);
  }

  private static void addGetters(Class<?> type, Set<String> names) {
    for (Method method : type.getDeclaredMethods()) {
      String name = method.getName();
      boolean named = name.startsWith("get") && name.length() > 3;
      if (named && Modifier.isPublic(method.getModifiers()) && isGetter(method, name)) {
        names.add(Character.toLowerCase(name.charAt(3)) + name.substring(4));
      }
    }
  }

  private static void addFields(Class<?> type, Set<String> names) {
    for (Field field : type.getDeclaredFields()) {
      if (isInstanceField(field)) {
        names.add(field.getName());
      }
    }
  }

  static String help(List<String> properties) {
    if (properties.isEmpty()) {
      return "put the argument under `ignore` if it doesn't change the answer";
    }
    return "name the property that counts, one of `"
        + String.join("`, `", properties)
        + "`, or put the argument under `ignore`";
  }
}
