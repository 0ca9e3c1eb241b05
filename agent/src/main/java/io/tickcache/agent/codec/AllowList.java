package io.tickcache.agent.codec;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes that bytes may name: those reachable from the method's return type, and those of
 * values that the client itself has produced in this process. Resolved in one class loader.
 * Thread-safe.
 */
final class AllowList {
  private final @Nullable ClassLoader loader;
  private final ConcurrentHashMap<String, Class<?>> allowed = new ConcurrentHashMap<>();

  AllowList(@Nullable ClassLoader loader, Map<String, Class<?>> structure) {
    this.loader = loader;
    addAll(structure);
  }

  /** Allows the class of a value that the client produced, and what it declares to be made of. */
  void learn(Class<?> type) {
    Class<?> element = JdkClasses.element(type);
    if (!element.isPrimitive() && allowed.get(element.getName()) != element && resolves(element)) {
      allowed.put(element.getName(), element);
      addAll(DeclaredStructure.of(element));
    }
  }

  /** Whether bytes that name this class will be decoded to it. */
  boolean allows(Class<?> type) {
    Class<?> element = JdkClasses.element(type);
    return isFreeElement(type) || allowed.get(element.getName()) == element;
  }

  /**
   * The class or array class of that name. Loads nothing that is not allowed, and initialises
   * nothing.
   */
  Class<?> resolve(String name) {
    int dimensions = name.lastIndexOf('[') + 1;
    if (dimensions == 0) {
      return allowed(name, name);
    }
    try {
      requireAllowedElement(name, dimensions);
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new Refusal("names " + name + ", which the application doesn't have");
    }
  }

  private void requireAllowedElement(String name, int dimensions) {
    if (name.startsWith("L", dimensions) && name.endsWith(";")) {
      String element = name.substring(dimensions + 1, name.length() - 1);
      if (!isFreeElement(element)) {
        allowed(element, name);
      }
    }
  }

  private Class<?> allowed(String name, String asked) {
    Class<?> type = allowed.get(name);
    if (type == null) {
      throw new Refusal("names " + asked + ", which is not among the classes this method returns");
    }
    return type;
  }

  /** An array of these can be made without anything of the application, and without any element. */
  private static boolean isFreeElement(Class<?> type) {
    Class<?> element = JdkClasses.element(type);
    return type.isArray() && (element.isPrimitive() || isFreeElement(element.getName()));
  }

  private static boolean isFreeElement(String name) {
    return name.startsWith("java.lang.")
        || name.startsWith("java.math.")
        || name.startsWith("java.time.")
        || name.startsWith("java.util.");
  }

  private void addAll(Map<String, Class<?>> structure) {
    for (Class<?> type : structure.values()) {
      add(type);
      for (Class<?> other : GuavaShape.below(type)) {
        add(other);
      }
    }
  }

  private void add(Class<?> type) {
    if (resolves(type)) {
      allowed.putIfAbsent(type.getName(), type);
    }
  }

  private boolean resolves(Class<?> type) {
    try {
      return type.isPrimitive() || Class.forName(type.getName(), false, loader) == type;
    } catch (ClassNotFoundException | LinkageError e) {
      return false; // of another loader: fine in memory, but bytes couldn't name it
    }
  }
}
