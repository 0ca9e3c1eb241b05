package io.tickcache.agent.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A container that is made empty first and filled afterwards, so that it may be part of a cycle.
 */
abstract class ContainerShape<C> extends Shape {
  private final Function<C, @Nullable Object[]> parts;
  private final BiConsumer<C, @Nullable Object[]> fill;
  private final boolean looksAtParts;

  /** {@code looksAtParts}: filling asks the parts for hash codes, equality or order. */
  ContainerShape(
      int code,
      Class<?> type,
      Function<C, @Nullable Object[]> parts,
      BiConsumer<C, @Nullable Object[]> fill,
      boolean looksAtParts) {
    super(code, type);
    this.parts = parts;
    this.fill = fill;
    this.looksAtParts = looksAtParts;
  }

  /** Writes what is needed to make the container empty. */
  abstract void writeHead(C value, GraphWriter out);

  /** The container without elements, to the counterpart of the head of {@code original}. */
  abstract Function<Integer, C> head(@Nullable C original, GraphAssembly from);

  @Override
  final boolean shares(Object value) {
    return false;
  }

  @Override
  final boolean tracked() {
    return true;
  }

  @Override
  Immutability immutability() {
    return Immutability.NEVER;
  }

  @Override
  final @Nullable Object[] parts(Object value) {
    return parts.apply(cast(value));
  }

  @Override
  final Function<@Nullable Object[], Object> like(Object value) {
    Function<Integer, C> empty = emptyLike(cast(value));
    return elements -> {
      C made = empty.apply(elements.length);
      fill.accept(made, elements);
      return made;
    };
  }

  /** As {@link #head}, of the very head of the original. */
  abstract Function<Integer, C> emptyLike(C original);

  @Override
  final void write(Object value, GraphWriter out) {
    writeHead(cast(value), out);
    out.writeParts(parts(value));
  }

  @Override
  final Object assemble(@Nullable Object original, Piece piece, GraphAssembly from) {
    Function<Integer, C> empty = head(original == null ? null : cast(original), from);
    @Nullable Object[] elements = from.parts(original, this);
    C made = empty.apply(elements.length);
    piece.made = made;
    from.each(elements);
    if (looksAtParts) {
      from.whenComplete(() -> fill.accept(made, elements));
    } else {
      fill.accept(made, elements);
    }
    return made;
  }

  @SuppressWarnings("unchecked") // shapes are looked up by the class of the value
  final C cast(Object value) {
    return (C) value;
  }
}
