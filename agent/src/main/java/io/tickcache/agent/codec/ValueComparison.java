package io.tickcache.agent.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks two values side by side and names the fields in which they differ. What a caller can tell
 * apart by {@code equals} differs, {@code 1.0} and {@code 1.00} of a BigDecimal too; objects of the
 * application are compared by all their fields, because they often have no {@code equals}, and none
 * is called but that of Protocol Buffers. Used once, by one thread.
 *
 * <p>Two objects that were met together before are alike until a difference shows, so cycles end. A
 * trial, which finds the counterpart of an element of a set, takes back what it has met when it
 * fails.
 */
final class ValueComparison {
  private static final int MOST_FIELDS = 20;
  private static final int MOST_STEPS = 1_000_000;

  private final Shapes shapes;
  private final AllowList allowList;
  private final Likeness likeness = new Likeness(this);
  private final Set<Pair> met = new HashSet<>();
  private final Deque<Pair> metInOrder = new ArrayDeque<>();
  private final Set<String> differing = new LinkedHashSet<>();
  private int trials;
  private int steps;

  ValueComparison(Shapes shapes, AllowList allowList) {
    this.shapes = shapes;
    this.allowList = allowList;
  }

  /** The fields that differ, each once and 20 at most; none if the values are alike. */
  List<String> differences(@Nullable Object one, @Nullable Object other) {
    alike(one, other, Place.ROOT);
    return new ArrayList<>(differing);
  }

  Shape shapeOf(Object value) {
    return shapes.of(value.getClass());
  }

  byte[] bytesOf(Object value) {
    return new GraphWriter(shapes, allowList).bytesOf(value);
  }

  /** The time that a comparison takes is nobody's but the agent's, and yet bounded. */
  void countStep() {
    if (++steps > MOST_STEPS) {
      throw new Refusal("takes more than " + MOST_STEPS + " steps to compare");
    }
  }

  private boolean alike(@Nullable Object one, @Nullable Object other, Place place) {
    if (one == other) {
      return true;
    }
    if (one == null || other == null) {
      return differ(place);
    }
    countStep();
    Shape shape = shapeOf(one);
    Shape otherShape = shapeOf(other);
    Contents contents = Contents.of(one, shape);
    if (contents != Contents.of(other, otherShape)
        || (one.getClass() != other.getClass() && !contents.isAcrossClasses(one))) {
      return differ(place);
    }
    if (contents == Contents.NONE) {
      return equal(one, other, shape) || differ(place);
    }
    if (shape.constantName(one) != null || otherShape.constantName(other) != null) {
      return differ(place);
    }
    Pair pair = new Pair(one, other);
    if (!met.add(pair)) {
      return true;
    }
    metInOrder.addLast(pair);
    return alikeWithin(
        contents, shape, contents.in(one, shape), contents.in(other, otherShape), place);
  }

  private boolean alikeWithin(
      Contents contents,
      Shape shape,
      @Nullable Object[] ones,
      @Nullable Object[] others,
      Place place) {
    switch (contents) {
      case FIELDS:
        return alikeFields(((Fielded) shape).fieldNames(), ones, others, place);
      case ENTRIES:
        return alikeEntries(ones, others, place);
      case UNORDERED:
        return alikeInAnyOrder(ones, others, place);
      case ELEMENTS:
        return alikeInOrder(ones, others, place, place.step(Place.ELEMENT));
      default:
        return alikeInOrder(ones, others, place, place);
    }
  }

  private boolean alikeFields(
      String[] names, @Nullable Object[] ones, @Nullable Object[] others, Place place) {
    boolean alike = true;
    for (int i = 0; i < names.length && goesOn(alike); i++) {
      alike &= alike(ones[i], others[i], place.step(names[i]));
    }
    return alike;
  }

  private boolean alikeInOrder(
      @Nullable Object[] ones, @Nullable Object[] others, Place place, Place element) {
    boolean alike = ones.length == others.length || differ(place.step(Place.SIZE));
    int both = Math.min(ones.length, others.length);
    for (int i = 0; i < both && goesOn(alike); i++) {
      alike &= alike(ones[i], others[i], element);
    }
    return alike;
  }

  private boolean alikeInAnyOrder(@Nullable Object[] ones, @Nullable Object[] others, Place place) {
    if (ones.length != others.length) {
      return differ(place.step(Place.SIZE));
    }
    Map<Integer, List<Integer>> candidates = byLikeness(others, 1);
    for (Object one : ones) {
      if (take(candidates, one, others) < 0) {
        return differ(place.step(Place.ENTRY));
      }
    }
    return true;
  }

  private boolean alikeEntries(@Nullable Object[] ones, @Nullable Object[] others, Place place) {
    boolean ofOneSize = ones.length == others.length;
    boolean alike = ofOneSize || differ(place.step(Place.SIZE));
    Map<Integer, List<Integer>> candidates = byLikeness(others, 2);
    for (int i = 0; i < ones.length && goesOn(alike); i += 2) {
      int at = take(candidates, ones[i], others);
      if (at >= 0) {
        alike &= alike(ones[i + 1], others[at + 1], place.step(Place.ENTRY));
      } else if (ofOneSize) {
        alike = differ(place.step(Place.ENTRY));
      }
    }
    return alike;
  }

  /** Positions of elements, or of keys where each is followed by its value. */
  private Map<Integer, List<Integer>> byLikeness(@Nullable Object[] elements, int distance) {
    Map<Integer, List<Integer>> positions = new HashMap<>();
    for (int i = 0; i < elements.length; i += distance) {
      positions.computeIfAbsent(likeness.of(elements[i]), unknown -> new ArrayList<>()).add(i);
    }
    return positions;
  }

  /** Finds what is like an element, once; its position, or -1. */
  private int take(
      Map<Integer, List<Integer>> candidates, @Nullable Object one, @Nullable Object[] others) {
    List<Integer> alike = candidates.get(likeness.of(one));
    for (int i = 0; alike != null && i < alike.size(); i++) {
      if (isAlike(one, others[alike.get(i)])) {
        return alike.remove(i);
      }
    }
    return -1;
  }

  private boolean isAlike(@Nullable Object one, @Nullable Object other) {
    int before = metInOrder.size();
    trials++;
    boolean alike = alike(one, other, Place.ROOT);
    trials--;
    while (!alike && metInOrder.size() > before) {
      met.remove(metInOrder.removeLast());
    }
    return alike;
  }

  private boolean equal(Object one, Object other, Shape shape) {
    return Objects.deepEquals(one, other)
        || (shape instanceof LeafShape && Arrays.equals(bytesOf(one), bytesOf(other)));
  }

  /** A trial is over at the first difference. */
  private boolean goesOn(boolean alike) {
    return alike || trials == 0;
  }

  private boolean differ(Place place) {
    if (trials == 0 && differing.size() < MOST_FIELDS) {
      differing.add(place.toString());
    }
    return false;
  }

  /** Two objects that were met together. */
  private static final class Pair {
    private final Object one;
    private final Object other;

    Pair(Object one, Object other) {
      this.one = one;
      this.other = other;
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Pair && ((Pair) object).one == one && ((Pair) object).other == other;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(one) + System.identityHashCode(other);
    }
  }
}
