package io.tickcache.agent.codec;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an array, a collection or a map is besides its contents: its class, the comparator or enum
 * that it goes by, what a view shows. Others of the kind have other contents. Immutable.
 */
public final class ContainerKind {

  private static final String VIEWS = "java.util.Collections$";
  private static final String NEW_LISTS = "java.util.ImmutableCollections$";

  private final Function<@Nullable Object[], Object> make;
  private final boolean ordered;
  private final int onlySize;

  private ContainerKind(Function<@Nullable Object[], Object> make, boolean ordered, int onlySize) {
    this.make = make;
    this.ordered = ordered;
    this.onlySize = onlySize;
  }

  /**
   * The kind of a container.
   *
   * @throws IllegalArgumentException if others can't be made: its class isn't one of the JDK's, and
   *     may hold more than its contents. The message says so in a sentence about "an answer"
   */
  public static ContainerKind of(Object container) {
    try {
      return container.getClass().isArray() ? ofArray(container) : ofObject(container);
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.sentence("an answer"), refusal);
    }
  }

  private static ContainerKind ofArray(Object array) {
    Class<?> component = array.getClass().getComponentType();
    return new ContainerKind(
        elements -> {
          Object made = Array.newInstance(component, elements.length);
          for (int i = 0; i < elements.length; i++) {
            Array.set(made, i, elements[i]);
          }
          return made;
        },
        true,
        -1);
  }

  private static ContainerKind ofObject(Object container) {
    Class<?> type = container.getClass();
    Shape shape =
        container instanceof Collection || container instanceof Map
            ? JdkShapes.byClass(type)
            : null;
    if (shape == null) {
      throw new Refusal(
          "is a "
              + type.getName()
              + ", which may hold more than its contents and can't be made anew with others");
    }
    Function<@Nullable Object[], Object> like = shape.like(container);
    boolean ordered = isOrdered(container);
    if (like == null) {
      return new ContainerKind(elements -> container, ordered, 0);
    }
    String name = type.getName();
    if (name.startsWith(VIEWS + "Singleton")) {
      return new ContainerKind(like, ordered, 1);
    }
    if (name.startsWith(VIEWS)) {
      ContainerKind shown = of(WrappedContents.of(container));
      return new ContainerKind(
          elements -> like.apply(new Object[] {shown.make.apply(elements)}),
          shown.ordered,
          shown.onlySize);
    }
    if (container instanceof List && name.startsWith(NEW_LISTS)) {
      @Nullable Object[] parts = shape.parts(container);
      Object knowsNull = parts[parts.length - 1];
      return new ContainerKind(elements -> like.apply(with(elements, knowsNull)), ordered, -1);
    }
    return new ContainerKind(like, ordered, -1);
  }

  private static boolean isOrdered(Object container) {
    return container instanceof List
        || container instanceof LinkedHashSet
        || container instanceof CopyOnWriteArraySet
        || (container instanceof Queue && !(container instanceof PriorityQueue));
  }

  private static @Nullable Object[] with(@Nullable Object[] elements, @Nullable Object last) {
    @Nullable Object[] all = Arrays.copyOf(elements, elements.length + 1);
    all[elements.length] = last;
    return all;
  }

  /** Whether the elements are in the order in which they were put in, which may mean something. */
  public boolean isOrdered() {
    return ordered;
  }

  /** Whether there are containers of the kind with so many elements, or entries. */
  public boolean takes(int size) {
    return onlySize < 0 || onlySize == size;
  }

  /**
   * A new one.
   *
   * @param contents the elements; of a map, each key before its value
   * @return null if the kind doesn't take these
   */
  public @Nullable Object with(@Nullable Object[] contents) {
    try {
      return make.apply(contents);
    } catch (IllegalArgumentException
        | IllegalStateException
        | ClassCastException
        | ArrayStoreException
        | NullPointerException unfit) {
      return null;
    }
  }
}
