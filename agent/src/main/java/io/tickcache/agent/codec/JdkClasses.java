package io.tickcache.agent.codec;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the JDK's classes from the application's, by name, so that no class has to be loaded for
 * it.
 */
final class JdkClasses {
  private static final String[] PREFIXES = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

  /**
   * Superclasses without state of their own, but for caches that start as null and counters that
   * start as zero: what a new instance has without a constructor.
   */
  private static final Set<String> STATELESS_BASES =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "java.lang.Object",
                  "java.lang.Number",
                  "java.lang.Record",
                  "java.util.AbstractCollection",
                  "java.util.AbstractList",
                  "java.util.AbstractSequentialList",
                  "java.util.AbstractSet",
                  "java.util.AbstractMap",
                  "java.util.AbstractQueue")));

  private JdkClasses() {}

  static boolean contains(Class<?> type) {
    Class<?> element = element(type);
    return element.isPrimitive() || contains(element.getName());
  }

  static boolean contains(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  static boolean isStatelessBase(Class<?> type) {
    return STATELESS_BASES.contains(type.getName());
  }

  /** The class an array of any dimension is made of; any other class itself. */
  static Class<?> element(Class<?> type) {
    Class<?> element = type;
    for (Class<?> next = element.getComponentType(); next != null; next = next.getComponentType()) {
      element = next;
    }
    return element;
  }

  /** A class of the JDK, public or not, or null where this version has none of that name. */
  static @Nullable Class<?> find(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      return null; // the answer for another version of the JDK
    }
  }
}
