package io.tickcache.agent.key;

import io.tickcache.rules.DiagnosticCode;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of arrays, of anything that can be walked, and of texts with a separator. */
final class Container {

  private static final int MOST_ROOM = 10_000;

  private Container() {}

  /** Whether a value holds others, texts aside. */
  static boolean is(@Nullable Object value) {
    return value != null && are(value.getClass());
  }

  /** As {@link #is}, of all objects of a class. */
  static boolean are(Class<?> type) {
    return Iterable.class.isAssignableFrom(type) || type.isArray();
  }

  /** Whether walking it may use it up. */
  static boolean isWalkedOnce(Object value) {
    return value instanceof Iterable && !(value instanceof Collection);
  }

  static List<@Nullable Object> elements(Object container) {
    List<@Nullable Object> elements = new ArrayList<>(size(container));
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

  /** Room for the elements, as far as their number is told beforehand and is a likely one. */
  private static int size(Object container) {
    if (container instanceof Collection) {
      return Math.max(0, Math.min(MOST_ROOM, ((Collection<?>) container).size()));
    }
    return container instanceof Iterable ? 0 : Array.getLength(container);
  }

  /**
   * The parts of a text. Whether a client minds a space around one, or counts an empty one, is its
   * own affair: a text with such a part is refused.
   */
  static List<@Nullable Object> elements(String text, String separator) throws UnkeyableException {
    List<@Nullable Object> elements = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      elements.add(part(text.substring(from, at), separator));
      from = at + separator.length();
    }
    elements.add(part(text.substring(from), separator));
    return elements;
  }

  private static String part(String part, String separator) throws UnkeyableException {
    if (part.isEmpty()) {
      throw new UnkeyableException(
          DiagnosticCode.R025,
          "a text of symbols has nothing between two `" + separator + "`, or at one of its ends",
          null);
    }
    if (!part.trim().equals(part)) {
      throw new UnkeyableException(
          DiagnosticCode.R025,
          "a text of symbols has a space beside `" + separator + "`, or at one of its ends",
          "say `separator: '" + separator.trim() + " '` if that is what stands between them");
    }
    return part;
  }
}
