package io.tickcache.agent.codec;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a type declares its values to be made of: itself, its generic arguments,
 * superclasses, the declared types of all instance fields, components of arrays, and subclasses of
 * sealed types. The JDK's classes are named but not entered, because their fields differ between
 * versions.
 */
final class DeclaredStructure {

  /**
   * Far more than a value has; a field that leads into a framework would otherwise load all of it.
   */
  private static final int MOST_CLASSES = 1_000;

  private static final @Nullable Method PERMITTED = permittedSubclasses();

  private final Map<String, Class<?>> classes = new LinkedHashMap<>();
  private final Set<Type> seen = new HashSet<>();
  private final Deque<Type> open = new ArrayDeque<>();

  private DeclaredStructure() {}

  /**
   * All classes reachable from {@code root}, by name, in an order that is the same on every JVM.
   */
  static Map<String, Class<?>> of(Type root) {
    DeclaredStructure walk = new DeclaredStructure();
    walk.open(root);
    while (!walk.open.isEmpty() && walk.classes.size() < MOST_CLASSES) {
      walk.visit(walk.open.removeFirst());
    }
    return Collections.unmodifiableMap(walk.classes);
  }

  /** The instance fields that {@code type} itself declares, by name. */
  static List<Field> instanceFields(Class<?> type) {
    Field[] fields = type.getDeclaredFields();
    Arrays.sort(fields, Comparator.comparing(Field::getName));
    List<Field> instance = new ArrayList<>(fields.length);
    for (Field field : fields) {
      if (!Modifier.isStatic(field.getModifiers())) {
        instance.add(field);
      }
    }
    return instance;
  }

  private void open(Type... types) {
    for (Type type : types) {
      if (seen.add(type)) {
        open.addLast(type);
      }
    }
  }

  private void visit(Type type) {
    if (type instanceof Class) {
      visitClass((Class<?>) type);
    } else if (type instanceof ParameterizedType) {
      open(((ParameterizedType) type).getRawType());
      open(((ParameterizedType) type).getActualTypeArguments());
    } else if (type instanceof GenericArrayType) {
      open(((GenericArrayType) type).getGenericComponentType());
    } else if (type instanceof WildcardType) {
      open(((WildcardType) type).getUpperBounds());
      open(((WildcardType) type).getLowerBounds());
    } else if (type instanceof TypeVariable) {
      open(((TypeVariable<?>) type).getBounds());
    }
  }

  private void visitClass(Class<?> type) {
    if (type.isArray()) {
      open(type.getComponentType());
      return;
    }
    classes.put(type.getName(), type);
    if (type.isEnum() || JdkClasses.contains(type)) {
      return;
    }
    try {
      visitMembers(type);
    } catch (LinkageError | RuntimeException e) {
      // A member names a class that isn't there. What was reached so far counts; a value that needs
      // the rest is refused when its fields are read.
    }
  }

  private void visitMembers(Class<?> type) {
    Type parent = type.getGenericSuperclass();
    if (parent != null) {
      open(parent);
    }
    for (Field field : instanceFields(type)) {
      open(field.getGenericType());
    }
    if (PERMITTED != null) {
      openPermitted(type, PERMITTED);
    }
  }

  private void openPermitted(Class<?> type, Method permitted) {
    try {
      Class<?>[] subclasses = (Class<?>[]) permitted.invoke(type);
      if (subclasses != null) {
        open(subclasses);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Class.getPermittedSubclasses failed", e);
    }
  }

  private static @Nullable Method permittedSubclasses() {
    try {
      return Class.class.getMethod("getPermittedSubclasses");
    } catch (NoSuchMethodException e) {
      return null; // before Java 17 there are no sealed types
    }
  }
}
