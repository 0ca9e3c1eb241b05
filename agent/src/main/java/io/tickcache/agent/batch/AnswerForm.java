package io.tickcache.agent.batch;

import io.tickcache.agent.key.UnkeyableException;
import io.tickcache.rules.ValuePath;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a client's answer for many symbols holds those for each. Thread-safe. */
public abstract class AnswerForm {

  private final Type elementType;

  AnswerForm(Type elementType) {
    this.elementType = elementType;
  }

  /**
   * @param named leads from the answer to the symbols in it; null where a map's keys or the order
   *     tell whose answer each is
   */
  static AnswerForm of(Type type, Class<?> erasure, @Nullable ValuePath named) {
    if (Map.class.isAssignableFrom(erasure)) {
      return new MapForm(argument(type, 1), erasure);
    }
    Type element =
        type instanceof GenericArrayType
            ? ((GenericArrayType) type).getGenericComponentType()
            : erasure.isArray() ? erasure.getComponentType() : argument(type, 0);
    return named == null
        ? new OrderedForm(element, erasure)
        : new NamedForm(element, erasure, named.steps());
  }

  /** A raw type says nothing of its elements. */
  private static Type argument(Type type, int index) {
    if (!(type instanceof ParameterizedType)) {
      return Object.class;
    }
    Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
    return index < arguments.length ? arguments[index] : Object.class;
  }

  Type elementType() {
    return elementType;
  }

  /**
   * Takes a client's answer apart; false if it is not of this form, and then nothing can be said of
   * it.
   *
   * @param into the pieces; those that were asked for are marked as wanted
   */
  public abstract boolean takeApart(@Nullable Object answer, Pieces into) throws UnkeyableException;

  /** Whether it is known what the client calls a symbol in its answers. */
  public boolean knowsNameOf(Pieces pieces, int piece) {
    return true;
  }

  /** The answer that the client would have given, or null if it can't be made. */
  public abstract @Nullable Object putTogether(Pieces pieces);
}
