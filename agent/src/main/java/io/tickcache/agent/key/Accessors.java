package io.tickcache.agent.key;

import io.tickcache.rules.DiagnosticCode;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads the properties and the fields of objects. Thread-safe. */
final class Accessors {

  /** Says that a null stands on the way to a value. */
  static final Object BROKEN = new Object();

  private static final Object[] NO_ARGUMENTS = {};

  private final ConcurrentHashMap<String, Property> properties = new ConcurrentHashMap<>();

  private final ClassValue<List<Field>> fields =
      new ClassValue<List<Field>>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return instanceFields(type);
        }
      };

  @Nullable Object read(Object target, String property) throws UnkeyableException {
    return property(property).of(target);
  }

  /** Those of these names, for who reads them often. */
  Property[] properties(List<String> names) {
    Property[] known = new Property[names.size()];
    for (int i = 0; i < known.length; i++) {
      known[i] = property(names.get(i));
    }
    return known;
  }

  private Property property(String name) {
    Property known = properties.get(name);
    return known == null ? properties.computeIfAbsent(name, Property::new) : known;
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

  static boolean isGetter(Method method, String name) {
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

  static List<Field> instanceFields(Class<?> type) {
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

  static void open(AccessibleObject member, Class<?> type, String property)
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

  static @Nullable Object call(Object target, String property, AccessibleObject accessor)
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
