package io.tickcache.agent.codec;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A map or set of the application's own making. Copied field by field, its table is right only if
 * the keys have the same hash codes as before, which those with {@code Object}'s don't have in a
 * copy, nor enum constants in another process.
 */
final class OwnHashTable {

  private OwnHashTable() {}

  static boolean isLikely(Class<?> type) {
    boolean table = Map.class.isAssignableFrom(type) || Set.class.isAssignableFrom(type);
    return table
        && !SortedMap.class.isAssignableFrom(type)
        && !SortedSet.class.isAssignableFrom(type);
  }

  /** Refuses keys whose hash code may be another in another process. */
  static void requireStableHashes(Object table) {
    for (Object key : keys(table)) {
      if (key != null && JdkShapes.byClass(key.getClass()) == null) {
        throw refusal(table, key);
      }
    }
  }

  /** Refuses keys whose hash code is another in a copy. */
  static void requireCopiableHashes(Object table) {
    for (Object key : keys(table)) {
      if (key != null && declaresHashCode(key.getClass()) == Object.class) {
        throw refusal(table, key);
      }
    }
  }

  private static Collection<?> keys(Object table) {
    return table instanceof Map ? ((Map<?, ?>) table).keySet() : (Set<?>) table;
  }

  private static Class<?> declaresHashCode(Class<?> type) {
    try {
      Method hashCode = type.getMethod("hashCode");
      return hashCode.getDeclaringClass();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every class has a hash code", e);
    }
  }

  private static Refusal refusal(Object table, Object key) {
    return new Refusal(
        "is a "
            + table.getClass().getName()
            + " with keys of class "
            + key.getClass().getName()
            + ", whose hash codes change");
  }
}
