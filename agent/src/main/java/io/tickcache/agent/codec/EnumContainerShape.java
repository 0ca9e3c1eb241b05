package io.tickcache.agent.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An enum set or map, which knows its enum even while it is empty. */
final class EnumContainerShape extends ContainerShape<Object> {
  private final Function<Object, Class<?>> enumType;
  private final Function<Class<?>, Object> empty;

  EnumContainerShape(
      int code,
      Class<?> type,
      Function<Object, Class<?>> enumType,
      Function<Class<?>, Object> empty,
      Function<Object, @Nullable Object[]> parts,
      BiConsumer<Object, @Nullable Object[]> fill) {
    super(code, type, parts, fill, false);
    this.enumType = enumType;
    this.empty = empty;
  }

  Class<?> enumTypeOf(Object value) {
    return enumType.apply(value);
  }

  @Override
  void writeHead(Object value, GraphWriter out) {
    out.writeEnumType(enumTypeOf(value));
  }

  @Override
  Function<Integer, Object> head(@Nullable Object original, GraphAssembly from) {
    Class<?> constants = from.enumType(original, this);
    return size -> empty.apply(constants);
  }

  @Override
  Function<Integer, Object> emptyLike(Object original) {
    Class<?> constants = enumTypeOf(original);
    return size -> empty.apply(constants);
  }
}
