package io.tickcache.agent.codec;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the heap that a value takes with all that it leads to, each object once. What is there
 * without the value, such as constants, is not counted. Used once, by one thread.
 */
final class Footprint {
  private final Shapes shapes;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  Footprint(Shapes shapes) {
    this.shapes = shapes;
  }

  long of(Object root) {
    long bytes = 0;
    open(root);
    while (!open.isEmpty()) {
      bytes += look(open.pop());
    }
    return bytes;
  }

  private long look(Object value) {
    Shape shape;
    try {
      shape = shapes.of(value.getClass());
    } catch (Refusal closed) {
      // Shared because the rule says so, and not ours to look into.
      return ObjectLayout.ofInstance(value.getClass());
    }
    for (Object held : shape.held(value)) {
      open(held);
    }
    return shape.bytes(value);
  }

  private void open(@Nullable Object value) {
    if (value != null && seen.add(value)) {
      open.push(value);
    }
  }
}
