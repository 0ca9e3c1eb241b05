package io.tickcache.agent.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A container that needs nothing but its elements. */
final class PlainContainerShape<C> extends ContainerShape<C> {
  private final IntFunction<? extends C> empty;

  PlainContainerShape(
      int code,
      Class<?> type,
      IntFunction<? extends C> empty,
      Function<C, @Nullable Object[]> parts,
      BiConsumer<C, @Nullable Object[]> fill,
      boolean looksAtParts) {
    super(code, type, parts, fill, looksAtParts);
    this.empty = empty;
  }

  @Override
  void writeHead(C value, GraphWriter out) {
    // nothing to say
  }

  @Override
  Function<Integer, C> head(@Nullable C original, GraphAssembly from) {
    return empty::apply;
  }

  @Override
  Function<Integer, C> emptyLike(C original) {
    return empty::apply;
  }
}
