package io.tickcache.agent.codec;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JDK object that can only be made from its parts: an optional, an immutable collection, a
 * wrapper.
 */
final class BuiltShape extends Shape {
  private final Function<Object, @Nullable Object[]> parts;
  private final Function<@Nullable Object[], Object> build;
  private final boolean looksAtParts;
  private final Immutability immutability;

  BuiltShape(
      int code,
      Class<?> type,
      Function<Object, @Nullable Object[]> parts,
      Function<@Nullable Object[], Object> build,
      boolean looksAtParts,
      Immutability immutability) {
    super(code, type);
    this.parts = parts;
    this.build = build;
    this.looksAtParts = looksAtParts;
    this.immutability = immutability;
  }

  @Override
  boolean shares(Object value) {
    return false;
  }

  @Override
  boolean tracked() {
    return true;
  }

  @Override
  Immutability immutability() {
    return immutability;
  }

  @Override
  @Nullable Object[] parts(Object value) {
    return parts.apply(value);
  }

  @Override
  Function<@Nullable Object[], Object> like(Object value) {
    return build;
  }

  @Override
  void write(Object value, GraphWriter out) {
    out.writeParts(parts(value));
  }

  @Override
  Object assemble(@Nullable Object original, Piece piece, GraphAssembly from) {
    @Nullable Object[] elements = from.parts(original, this);
    from.each(elements);
    if (looksAtParts) {
      from.requireComplete(piece, type());
    }
    return build.apply(elements);
  }
}
