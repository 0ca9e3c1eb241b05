package io.tickcache.agent.batch;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list or an array of answers in the order of the symbols, with null where there is none. */
final class OrderedForm extends AnswerForm {

  private final Class<?> type;

  OrderedForm(Type elementType, Class<?> type) {
    super(elementType);
    this.type = type;
  }

  @Override
  public boolean takeApart(@Nullable Object answer, Pieces into) {
    int[] pieces = into.wantedPieces();
    if (answer == null || length(answer) != pieces.length) {
      return false;
    }
    for (int i = 0; i < pieces.length; i++) {
      into.set(
          pieces[i], answer instanceof List ? ((List<?>) answer).get(i) : Array.get(answer, i));
    }
    return true;
  }

  private static int length(Object answer) {
    if (answer instanceof List) {
      return ((List<?>) answer).size();
    }
    return answer.getClass().isArray() ? Array.getLength(answer) : -1;
  }

  @Override
  public @Nullable Object putTogether(Pieces pieces) {
    int[] asked = pieces.askedPieces();
    if (type.isArray()) {
      return array(pieces, asked);
    }
    List<@Nullable Object> list = new ArrayList<>(asked.length);
    for (int piece : asked) {
      list.add(pieces.value(piece));
    }
    return type.isInstance(list) ? list : null;
  }

  private @Nullable Object array(Pieces pieces, int[] asked) {
    Object array = Array.newInstance(type.getComponentType(), asked.length);
    for (int i = 0; i < asked.length; i++) {
      Object value = pieces.value(asked[i]);
      if (value == null && type.getComponentType().isPrimitive()) {
        return null;
      }
      Array.set(array, i, value);
    }
    return array;
  }
}
