package io.tickcache.agent.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * How much heap objects take in a JVM whose heap is below 32 GB: a header of 12 bytes, references
 * of 4, and all rounded up to 8. What it says of a class is the same on every JVM that has the
 * class.
 */
final class ObjectLayout {
  static final int REFERENCE = 4;

  private static final int HEADER = 12;
  private static final int ARRAY_HEADER = 16;

  private ObjectLayout() {}

  static long ofInstance(Class<?> type) {
    long bytes = HEADER;
    for (Class<?> part = type; part != null; part = part.getSuperclass()) {
      for (Field field : part.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          bytes += of(field.getType());
        }
      }
    }
    return aligned(bytes);
  }

  static long ofArray(Class<?> component, long length) {
    return aligned(ARRAY_HEADER + length * of(component));
  }

  static long ofReferences(long number) {
    return ofArray(Object.class, number);
  }

  private static int of(Class<?> type) {
    if (type == long.class || type == double.class) {
      return 8;
    }
    if (type == short.class || type == char.class) {
      return 2;
    }
    return type == byte.class || type == boolean.class ? 1 : REFERENCE;
  }

  private static long aligned(long bytes) {
    return (bytes + 7) & -8;
  }
}
