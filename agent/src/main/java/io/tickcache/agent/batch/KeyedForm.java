package io.tickcache.agent.batch;

import io.tickcache.agent.key.NamedValues;
import io.tickcache.agent.key.UnkeyableException;
import java.lang.reflect.Type;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map with keys of the client's own, whose entries name their symbols. Which key a symbol has is
 * part of the answer for it, so whole entries are the pieces.
 */
final class KeyedForm extends AnswerForm {

  private static final String KEY = "key";
  private static final String VALUE = "value";

  private final MapKind kind;
  private final boolean inKeys;
  private final NamedValues names;

  /**
   * @param steps from an entry, or from its value, to the symbol
   */
  KeyedForm(Type keyType, Type valueType, Class<?> type, List<String> steps) {
    super(GenericTypes.of(AbstractMap.SimpleImmutableEntry.class, keyType, valueType));
    this.kind = new MapKind(type);
    this.inKeys = steps.get(0).equals(KEY);
    this.names =
        new NamedValues(
            inKeys || steps.get(0).equals(VALUE) ? steps.subList(1, steps.size()) : steps);
  }

  @Override
  public boolean takeApart(@Nullable Object answer, Pieces into) throws UnkeyableException {
    if (!(answer instanceof Map)) {
      return false;
    }
    kind.learn((Map<?, ?>) answer);
    boolean others = false;
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) answer).entrySet()) {
      Object named = inKeys ? entry.getKey() : entry.getValue();
      Object name = named == null ? null : names.of(named);
      int piece = into.wantedBy(name);
      if (name == null || (piece >= 0 && into.isPresent(piece))) {
        return false;
      }
      if (piece < 0) {
        others = true;
        into.extra(entry.getKey(), entry.getValue());
      } else {
        into.set(piece, new AbstractMap.SimpleImmutableEntry<>(entry.getKey(), entry.getValue()));
      }
    }
    return into.completeUnless(others);
  }

  @Override
  public @Nullable Object putTogether(Pieces pieces) {
    Map<@Nullable Object, @Nullable Object> map = kind.empty();
    if (map == null) {
      return null;
    }
    try {
      for (int i = 0; i < pieces.keys().size(); i++) {
        Map.Entry<?, ?> entry = (Map.Entry<?, ?>) pieces.value(i);
        if (entry != null) {
          map.put(entry.getKey(), entry.getValue());
        }
      }
      map.putAll(pieces.extras());
      return map;
    } catch (ClassCastException | NullPointerException unfit) {
      return null;
    }
  }

  @Override
  @Nullable Object empty() {
    return kind.empty();
  }
}
