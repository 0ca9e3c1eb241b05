package io.tickcache.agent.codec;

import java.lang.reflect.Array;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An array of references, of any class and dimension. */
final class ObjectArrayShape extends ContainerShape<@Nullable Object[]> {

  ObjectArrayShape(Class<?> type) {
    super(
        NAMED,
        type,
        array -> copyOf(array),
        (array, elements) -> System.arraycopy(elements, 0, array, 0, elements.length),
        false);
  }

  @Override
  void writeHead(@Nullable Object[] value, GraphWriter out) {
    // the class says it all
  }

  @Override
  Function<Integer, @Nullable Object[]> head(
      @Nullable Object @Nullable [] original, GraphAssembly from) {
    Class<?> component = type().getComponentType();
    return size -> (@Nullable Object[]) Array.newInstance(component, size);
  }

  @Override
  Function<Integer, @Nullable Object[]> emptyLike(@Nullable Object[] original) {
    Class<?> component = type().getComponentType();
    return size -> (@Nullable Object[]) Array.newInstance(component, size);
  }

  /**
   * As plain objects, so that a counterpart of another class is found out when it is put into the
   * array itself.
   */
  private static @Nullable Object[] copyOf(@Nullable Object[] array) {
    @Nullable Object[] copy = new Object[array.length];
    System.arraycopy(array, 0, copy, 0, array.length);
    return copy;
  }
}
