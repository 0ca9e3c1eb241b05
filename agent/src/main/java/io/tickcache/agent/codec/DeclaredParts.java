package io.tickcache.agent.codec;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the declared types of a value say of its parts: which of them can't be kept, and which leave
 * it open what will be there. The walk initialises no class; as in a value, what a field leads to
 * is examined once.
 */
final class DeclaredParts {

  /** Far more than a value has; a field may lead into a framework. */
  private static final int MOST_CLASSES = 1_000;

  private final Class<?> root;
  private final List<String> refused = new ArrayList<>();
  private final List<String> open = new ArrayList<>();
  private final Set<Type> seen = new HashSet<>();
  private boolean rootRefused;

  private DeclaredParts(Class<?> root) {
    this.root = root;
  }

  static DeclaredParts of(Type type) {
    DeclaredParts parts = new DeclaredParts(Erasure.boxed(type));
    parts.visit(type, "");
    return parts;
  }

  /** Whether the value itself can't be kept, whatever it holds. */
  boolean rootRefused() {
    return rootRefused;
  }

  /** Sentences about the parts that can't be kept where they are present. */
  List<String> refused() {
    return refused;
  }

  /** Names of declared types below which anything may be found. */
  List<String> open() {
    return open;
  }

  private void visit(Type type, String path) {
    if (seen.size() > MOST_CLASSES) {
      return;
    }
    if (type instanceof Class) {
      visitClass((Class<?>) type, path);
    } else if (type instanceof ParameterizedType) {
      visit(((ParameterizedType) type).getRawType(), path);
      for (Type argument : ((ParameterizedType) type).getActualTypeArguments()) {
        visit(argument, path + "[]");
      }
    } else if (type instanceof GenericArrayType) {
      visit(((GenericArrayType) type).getGenericComponentType(), path + "[]");
    } else if (type instanceof WildcardType) {
      visit(((WildcardType) type).getUpperBounds()[0], path);
    } else if (type instanceof TypeVariable && seen.add(type)) {
      visit(((TypeVariable<?>) type).getBounds()[0], path);
    }
  }

  private void visitClass(Class<?> type, String path) {
    if (type.isArray()) {
      visit(type.getComponentType(), path + "[]");
      return;
    }
    if (type.isPrimitive() || type == Void.class || type.isEnum() || !seen.add(type)) {
      return;
    }
    if (JdkShapes.byClass(type) == null && !isFilledByTheJdk(type)) {
      try {
        visitOfApplication(type, path);
      } catch (Refusal refusal) {
        refuse(refusal, path);
      }
    }
  }

  /** A type of the JDK, such as {@code List}, whose usual values are known. */
  private static boolean isFilledByTheJdk(Class<?> type) {
    return type != Object.class && JdkClasses.contains(type) && JdkShapes.anyBelow(type);
  }

  private void visitOfApplication(Class<?> type, String path) {
    boolean anythingBelow = type == Object.class || Modifier.isAbstract(type.getModifiers());
    if (type != Object.class) {
      Shapes.requireLasting(type);
    }
    if (!anythingBelow) {
      Shapes.requireOfApplication(type);
    }
    if (GuavaShape.isOne(type)) {
      return;
    }
    if (!JdkClasses.contains(type) && !type.isInterface() && !MessageShape.isMessage(type)) {
      InstanceField.of(type);
      visitFields(type, path);
    }
    if (anythingBelow) {
      open.add(type.getName());
    }
  }

  private void visitFields(Class<?> type, String path) {
    for (Class<?> part = type; part != null; part = part.getSuperclass()) {
      if (JdkClasses.contains(part)) {
        return;
      }
      for (Field field : DeclaredStructure.instanceFields(part)) {
        visit(
            field.getGenericType(),
            path.isEmpty() ? field.getName() : path + "." + field.getName());
      }
    }
  }

  private void refuse(Refusal refusal, String path) {
    rootRefused |= path.isEmpty();
    Refusal placed = path.isEmpty() ? refusal : refusal.inside(path);
    refused.add(placed.sentence(root.getName()));
  }
}
