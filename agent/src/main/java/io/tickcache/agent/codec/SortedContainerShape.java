package io.tickcache.agent.codec;

import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A container in the order of a comparator, which is part of the value. */
final class SortedContainerShape<C> extends ContainerShape<C> {
  private final Function<C, @Nullable Comparator<?>> comparator;
  private final Function<@Nullable Comparator<Object>, C> empty;

  SortedContainerShape(
      int code,
      Class<?> type,
      Function<C, @Nullable Comparator<?>> comparator,
      Function<@Nullable Comparator<Object>, C> empty,
      Function<C, @Nullable Object[]> parts,
      BiConsumer<C, @Nullable Object[]> fill) {
    super(code, type, parts, fill, true);
    this.comparator = comparator;
    this.empty = empty;
  }

  @Override
  void writeHead(C value, GraphWriter out) {
    try {
      out.write(comparator.apply(value));
    } catch (Refusal refusal) {
      throw refusal.inside("comparator()");
    }
  }

  @Override
  Function<Integer, C> head(@Nullable C original, GraphAssembly from) {
    try {
      @Nullable Comparator<Object> order =
          order(from.next(original == null ? null : comparator.apply(original)));
      return size -> empty.apply(order);
    } catch (Refusal refusal) {
      throw refusal.inside("comparator()");
    }
  }

  @Override
  Function<Integer, C> emptyLike(C original) {
    @Nullable Comparator<Object> order = order(comparator.apply(original));
    return size -> empty.apply(order);
  }

  @SuppressWarnings(
      "unchecked") // an element that it can't compare fails when the container is filled
  private static @Nullable Comparator<Object> order(@Nullable Object comparator) {
    return (Comparator<Object>) comparator;
  }
}
