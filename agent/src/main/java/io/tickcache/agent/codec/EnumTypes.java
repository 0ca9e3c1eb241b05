package io.tickcache.agent.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the enum that a set or map is made for, also if it is empty: an empty map names it only in
 * its serialized form, which is public, so a stream of ours looks out for it and writes nothing.
 */
final class EnumTypes extends ObjectOutputStream {
  private @Nullable Class<?> found;

  private EnumTypes() throws IOException {
    super(new WrappedContents.Nowhere());
  }

  static Class<?> of(EnumSet<?> set) {
    Set<?> constants = set.isEmpty() ? EnumSet.complementOf(set) : set;
    for (Object constant : constants) {
      return ((Enum<?>) constant).getDeclaringClass();
    }
    throw new Refusal("is a set of an enum without constants");
  }

  static Class<?> of(EnumMap<?, ?> map) {
    for (Enum<?> key : map.keySet()) {
      return key.getDeclaringClass();
    }
    try (EnumTypes stream = new EnumTypes()) {
      stream.writeObject(map);
      if (stream.found != null) {
        return stream.found;
      }
    } catch (IOException e) {
      throw new Refusal("is an empty map that doesn't show its enum: " + e);
    }
    throw new Refusal("is an empty map that doesn't show its enum");
  }

  @Override
  protected void annotateClass(Class<?> type) {
    if (type.isEnum()) {
      found = type;
    }
  }
}
