package io.tickcache.agent.batch;

import io.tickcache.agent.key.NamedValues;
import io.tickcache.agent.key.UnkeyableException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A collection or an array of answers that name their symbols; none where there is no answer. */
final class NamedForm extends AnswerForm {

  private final Class<?> type;
  private final NamedValues names;

  NamedForm(Type elementType, Class<?> type, List<String> steps) {
    super(elementType);
    this.type = type;
    this.names = new NamedValues(steps);
  }

  @Override
  public boolean takeApart(@Nullable Object answer, Pieces into) throws UnkeyableException {
    List<@Nullable Object> values = answer == null ? null : names.elements(answer);
    if (values == null || into.repeats()) {
      return false;
    }
    boolean others = false;
    for (Object value : values) {
      Object name = value == null ? null : names.of(value);
      int piece = into.wantedBy(name);
      if (value == null || name == null || (piece >= 0 && into.isPresent(piece))) {
        return false;
      }
      if (piece < 0) {
        others = true;
        into.extra(name, value);
      } else {
        into.set(piece, value);
      }
    }
    return into.completeUnless(others);
  }

  @Override
  public @Nullable Object putTogether(Pieces pieces) {
    if (pieces.repeats()) {
      return null;
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < pieces.keys().size(); i++) {
      Object value = pieces.value(i);
      if (value != null) {
        values.add(value);
      }
    }
    values.addAll(pieces.extras().values());
    return Likeness.declared(type, values);
  }

  @Override
  @Nullable Object empty() {
    return Likeness.declared(type, new ArrayList<>());
  }
}
