package io.tickcache.agent.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A JDK class whose instances refer to nothing else: values such as a date, and mutable cells such
 * as a counter.
 */
final class LeafShape<T> extends Shape implements Leaf {
  private final @Nullable UnaryOperator<T> copy;
  private final BiConsumer<T, GraphWriter> writer;
  private final Function<GraphReader, T> reader;

  private LeafShape(
      int code,
      Class<?> type,
      @Nullable UnaryOperator<T> copy,
      BiConsumer<T, GraphWriter> writer,
      Function<GraphReader, T> reader) {
    super(code, type);
    this.copy = copy;
    this.writer = writer;
    this.reader = reader;
  }

  /** Of a class that nobody can change, and whose identity means nothing. */
  static <T> LeafShape<T> value(
      int code, Class<T> type, BiConsumer<T, GraphWriter> writer, Function<GraphReader, T> reader) {
    return new LeafShape<>(code, type, null, writer, reader);
  }

  static <T> LeafShape<T> cell(
      int code,
      Class<? extends T> type,
      UnaryOperator<T> copy,
      BiConsumer<T, GraphWriter> writer,
      Function<GraphReader, T> reader) {
    return new LeafShape<>(code, type, copy, writer, reader);
  }

  @Override
  boolean shares(Object value) {
    return copy == null;
  }

  @Override
  boolean tracked() {
    return copy != null;
  }

  @Override
  Immutability immutability() {
    return copy == null ? Immutability.ALWAYS : Immutability.NEVER;
  }

  @Override
  @Nullable Object[] held(Object value) {
    return NOTHING;
  }

  @Override
  public Object copyOf(Object original) {
    return copy == null ? original : copy.apply(cast(original));
  }

  @Override
  public Object read(GraphReader in) {
    return reader.apply(in);
  }

  @Override
  void write(Object value, GraphWriter out) {
    writer.accept(cast(value), out);
  }

  @Override
  Object assemble(@Nullable Object original, Piece piece, GraphAssembly from) {
    return from.leaf(original, this);
  }

  @SuppressWarnings("unchecked") // shapes are looked up by the class of the value
  private T cast(Object value) {
    return (T) value;
  }
}
