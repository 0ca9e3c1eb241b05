package io.tickcache.agent.key;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of arrays, of anything that can be walked, and of texts with a separator. */
final class Container {

  private Container() {}

  /** Whether a value holds others, texts aside. */
  static boolean is(@Nullable Object value) {
    return value != null && (value instanceof Iterable || value.getClass().isArray());
  }

  /** Whether walking it may use it up. */
  static boolean isWalkedOnce(Object value) {
    return value instanceof Iterable && !(value instanceof Collection);
  }

  static List<@Nullable Object> elements(Object container) {
    List<@Nullable Object> elements = new ArrayList<>();
    if (container instanceof Iterable) {
      for (Object element : (Iterable<?>) container) {
        elements.add(element);
      }
    } else {
      int length = Array.getLength(container);
      for (int i = 0; i < length; i++) {
        elements.add(Array.get(container, i));
      }
    }
    return elements;
  }

  static List<@Nullable Object> elements(String text, String separator) {
    List<@Nullable Object> elements = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      elements.add(text.substring(from, at).trim());
      from = at + separator.length();
    }
    elements.add(text.substring(from).trim());
    return elements;
  }
}
