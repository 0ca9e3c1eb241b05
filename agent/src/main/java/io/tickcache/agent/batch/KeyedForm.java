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
final class KeyedForm extends EntriesForm {

  private static final String KEY = "key";
  private static final String VALUE = "value";

  private final boolean inKeys;
  private final NamedValues names;

  /**
   * @param steps from an entry, or from its value, to the symbol
   */
  KeyedForm(Type keyType, Type valueType, Class<?> type, List<String> steps) {
    super(GenericTypes.of(AbstractMap.SimpleImmutableEntry.class, keyType, valueType), type);
    this.inKeys = steps.get(0).equals(KEY);
    this.names =
        new NamedValues(
            inKeys || steps.get(0).equals(VALUE) ? steps.subList(1, steps.size()) : steps);
  }

  @Override
  @Nullable Object name(Map.Entry<?, ?> entry) throws UnkeyableException {
    Object named = inKeys ? entry.getKey() : entry.getValue();
    return named == null ? null : names.of(named);
  }

  @Override
  void take(Map.Entry<?, ?> entry, Pieces into, int piece) {
    into.set(piece, new AbstractMap.SimpleImmutableEntry<>(entry.getKey(), entry.getValue()));
  }

  @Override
  boolean put(Pieces pieces, int piece, @Nullable Object[] into, int at) {
    Map.Entry<?, ?> entry = (Map.Entry<?, ?>) pieces.value(piece);
    if (entry == null) {
      return false;
    }
    into[at] = entry.getKey();
    into[at + 1] = entry.getValue();
    return true;
  }
}
