package io.tickcache.agent.batch;

import io.tickcache.agent.codec.ShallowCopy;
import io.tickcache.agent.key.Asked;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the arguments of a call that asks for some of the symbols only. No object of the caller's
 * is changed: what leads to the symbols is copied. Thread-safe.
 */
final class Narrowing {

  private final Class<?>[] parameterTypes;

  Narrowing(Class<?>[] parameterTypes) {
    this.parameterTypes = parameterTypes;
  }

  /** Null if there are no such arguments: a type is not one that can be made. */
  @Nullable Object @Nullable [] arguments(
      @Nullable Object[] original, Asked asked, List<Object> elements) {
    Asked.Way way = asked.way();
    Object argument;
    try {
      argument = Likeness.of(way.end(), elements, asked.separator());
      for (int i = way.passed().size() - 1; i >= 0; i--) {
        argument = with(way.passed().get(i), way.steps().get(i), argument);
      }
    } catch (IllegalArgumentException | ClassCastException unlike) {
      return null;
    }
    if (!parameterTypes[way.argument()].isInstance(argument)) {
      return null;
    }
    @Nullable Object[] arguments = original.clone();
    arguments[way.argument()] = argument;
    return arguments;
  }

  private static Object with(Object owner, String property, Object value) {
    return owner instanceof Map
        ? Likeness.with((Map<?, ?>) owner, property, value)
        : ShallowCopy.with(owner, property, value);
  }
}
