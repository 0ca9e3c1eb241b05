package io.tickcache.agent.batch;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list or an array of answers in the order of the symbols, with null where there is none. */
final class OrderedForm extends AnswerForm {

  private final Kinds kinds;

  /** Whether the client was seen to repeat the answers for symbols that are asked for twice. */
  private volatile boolean repeats;

  private final Repetition repetition = new Repetition();

  OrderedForm(Type elementType, Class<?> type) {
    super(elementType);
    this.kinds = new Kinds(type);
  }

  @Override
  public boolean takeApart(@Nullable Object answer, Pieces into) throws UnmakeableAnswerException {
    int[] pieces = into.wantedPieces();
    if (answer == null || length(answer) != pieces.length) {
      return false;
    }
    kinds.learn(answer, pieces.length, pieces.length);
    repeats |= into.isWhole() && into.repeats();
    boolean[] met = new boolean[into.keys().size()];
    for (int i = 0; i < pieces.length; i++) {
      Object value = answer instanceof List ? ((List<?>) answer).get(i) : Array.get(answer, i);
      if (met[pieces[i]]) {
        repetition.learn(into.value(pieces[i]), value);
      } else {
        into.set(pieces[i], value);
      }
      met[pieces[i]] = true;
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
  public boolean isSettledFor(Pieces pieces) {
    return (repeats || !pieces.repeats())
        && kinds.areSettledFor(pieces, pieces.askedPieces().length);
  }

  @Override
  public @Nullable Object putTogether(Pieces pieces) {
    List<Integer> places = new ArrayList<>();
    for (int piece : pieces.askedPieces()) {
      places.add(piece);
    }
    List<@Nullable Object> values = repetition.values(pieces, places);
    return values == null ? null : kinds.with(values.size(), values);
  }

  @Override
  @Nullable Object empty() {
    return kinds.with(2, new ArrayList<>());
  }
}
