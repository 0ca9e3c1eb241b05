package io.tickcache.agent.batch;

import io.tickcache.agent.key.NamedValues;
import io.tickcache.agent.key.UnkeyableException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A collection or an array of answers that name their symbols; none where there is no answer. */
final class NamedForm extends AnswerForm {

  private final Kinds kinds;
  private final NamedValues names;
  private final Repetition repetition = new Repetition();

  /** By what is asked beside the symbols: that may be how to sort them. */
  private final Map<List<Object>, Layouts> layouts = Collections.synchronizedMap(new Latest<>());

  NamedForm(Type elementType, Class<?> type, List<String> steps) {
    super(elementType);
    this.kinds = new Kinds(type);
    this.names = new NamedValues(steps);
  }

  private Layouts layouts(Pieces pieces) {
    return layouts.computeIfAbsent(pieces.question(), question -> new Layouts());
  }

  @Override
  public boolean takeApart(@Nullable Object answer, Pieces into)
      throws UnkeyableException, UnmakeableAnswerException {
    List<@Nullable Object> values = answer == null ? null : names.elements(answer);
    if (answer == null || values == null) {
      return false;
    }
    List<Integer> given = new ArrayList<>();
    for (Object value : values) {
      Object name = value == null ? null : names.of(value);
      if (value == null || name == null) {
        return false;
      }
      int piece = into.askedBy(name);
      given.add(piece);
      if (into.isPresent(piece)) {
        repetition.learn(into.value(piece), value);
      } else {
        into.set(piece, value);
      }
    }
    boolean ordered = kinds.learn(answer, into.wantedPieces().length, values.size()).isOrdered();
    if (!into.holdsEachOnceOrAsAsked(given)) {
      return false;
    }
    into.complete();
    if (ordered) {
      layouts(into).learn(into, given);
    }
    return true;
  }

  @Override
  public boolean isSettledFor(Pieces pieces) {
    if (kinds.areOrdered() && !layouts(pieces).areSettledFor(pieces)) {
      return false;
    }
    List<Integer> order = kinds.areKnown() ? null : order(pieces);
    return order == null || kinds.areSettledFor(pieces, order.size());
  }

  @Override
  public @Nullable Object putTogether(Pieces pieces) {
    List<Integer> order = order(pieces);
    if (order == null) {
      return null;
    }
    List<@Nullable Object> values = repetition.values(pieces, order);
    return values == null ? null : kinds.with(pieces.askedPieces().length, values);
  }

  private @Nullable List<Integer> order(Pieces pieces) {
    return kinds.areOrdered() ? layouts(pieces).order(pieces) : anyOrder(pieces);
  }

  private static List<Integer> anyOrder(Pieces pieces) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < pieces.keys().size(); i++) {
      if (pieces.value(i) != null) {
        order.add(i);
      }
    }
    return order;
  }

  @Override
  @Nullable Object empty() {
    return kinds.with(2, new ArrayList<>());
  }
}
