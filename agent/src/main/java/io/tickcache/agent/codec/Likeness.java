package io.tickcache.agent.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A number that is equal for values which are alike, by which those of a set are found again. The
 * application's own hash codes are not asked: they may take locks. It looks three objects deep, so
 * it comes to an end in a cycle, too.
 */
final class Likeness {
  private static final int DEEPEST = 3;

  private final ValueComparison comparison;

  Likeness(ValueComparison comparison) {
    this.comparison = comparison;
  }

  int of(@Nullable Object value) {
    return of(value, 0);
  }

  private int of(@Nullable Object value, int depth) {
    if (value == null || depth == DEEPEST) {
      return 0;
    }
    comparison.countStep();
    Shape shape = comparison.shapeOf(value);
    Contents contents = Contents.of(value, shape);
    if (contents == Contents.NONE) {
      return ofLeaf(value, shape);
    }
    @Nullable Object[] held = contents.in(value, shape);
    switch (contents) {
      case ENTRIES:
        return ofEntries(held, depth + 1);
      case UNORDERED:
        return sum(held, depth + 1);
      default:
        return inOrder(held, depth + 1);
    }
  }

  private int ofLeaf(Object value, Shape shape) {
    if (shape instanceof MessageShape) {
      return 1; // its written form may differ between equal ones
    }
    // What can be ordered has a hash code by its value, and all else may have that of its identity.
    return value instanceof Comparable
        ? value.hashCode()
        : Arrays.hashCode(comparison.bytesOf(value));
  }

  private int ofEntries(@Nullable Object[] entries, int depth) {
    int sum = 0;
    for (int i = 0; i < entries.length; i += 2) {
      sum += 31 * of(entries[i], depth) + of(entries[i + 1], depth);
    }
    return sum;
  }

  private int sum(@Nullable Object[] elements, int depth) {
    int sum = 0;
    for (Object element : elements) {
      sum += of(element, depth);
    }
    return sum;
  }

  private int inOrder(@Nullable Object[] elements, int depth) {
    int hash = 1;
    for (Object element : elements) {
      hash = 31 * hash + of(element, depth);
    }
    return hash;
  }
}
