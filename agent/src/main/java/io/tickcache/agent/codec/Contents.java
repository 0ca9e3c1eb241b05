package io.tickcache.agent.codec;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an object is compared with another: by what it holds, and in which way. */
enum Contents {
  /** In one step. */
  NONE,
  /** Field by field. */
  FIELDS,
  /** Key by key, in whatever order. */
  ENTRIES,
  /** Element by element, in whatever order. */
  UNORDERED,
  /** Element by element. */
  ELEMENTS,
  /** By what it is made of, which has no name: what an {@code Optional} holds, or a wrapper. */
  PARTS;

  /** By what the interfaces of collections promise, whatever class stands behind them. */
  static Contents of(Object value, Shape shape) {
    if (shape instanceof Fielded) {
      return FIELDS;
    }
    if (value instanceof Map) {
      return ENTRIES;
    }
    if (value instanceof Set || value instanceof PriorityQueue) {
      return UNORDERED;
    }
    if (value instanceof List || value instanceof Object[]) {
      return ELEMENTS;
    }
    if (shape instanceof Leaf) {
      return NONE;
    }
    return value instanceof Collection && shape instanceof ContainerShape ? ELEMENTS : PARTS;
  }

  /** Whether objects of two classes may be alike. */
  boolean isAcrossClasses(Object value) {
    return this == ENTRIES || value instanceof Set || value instanceof List;
  }

  /** What an object holds; keys and values of a map by turns. */
  @SuppressWarnings("unchecked") // elements are only passed on
  @Nullable Object[] in(Object value, Shape shape) {
    if (this == FIELDS) {
      return ((Fielded) shape).fieldValues(value);
    }
    if (this == ENTRIES) {
      return JdkCollections.entries((Map<Object, Object>) value);
    }
    return value instanceof Collection && this != PARTS
        ? JdkCollections.elements((Collection<Object>) value)
        : shape.parts(value);
  }
}
