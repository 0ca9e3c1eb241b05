package io.tickcache.agent.batch;

import io.tickcache.agent.key.NamedValues;
import io.tickcache.agent.key.UnkeyableException;
import java.lang.reflect.Type;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
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

  private final Kinds kinds;
  private final boolean inKeys;
  private final NamedValues names;

  /**
   * @param steps from an entry, or from its value, to the symbol
   */
  KeyedForm(Type keyType, Type valueType, Class<?> type, List<String> steps) {
    super(GenericTypes.of(AbstractMap.SimpleImmutableEntry.class, keyType, valueType));
    this.kinds = new Kinds(type);
    this.inKeys = steps.get(0).equals(KEY);
    this.names =
        new NamedValues(
            inKeys || steps.get(0).equals(VALUE) ? steps.subList(1, steps.size()) : steps);
  }

  @Override
  public boolean takeApart(@Nullable Object answer, Pieces into)
      throws UnkeyableException, UnmakeableAnswerException {
    if (!(answer instanceof Map)) {
      return false;
    }
    kinds.learn(answer, ((Map<?, ?>) answer).size());
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) answer).entrySet()) {
      Object named = inKeys ? entry.getKey() : entry.getValue();
      Object name = named == null ? null : names.of(named);
      if (name == null) {
        return false;
      }
      int piece = into.askedBy(name);
      if (into.isPresent(piece)) {
        return false;
      }
      into.set(piece, new AbstractMap.SimpleImmutableEntry<>(entry.getKey(), entry.getValue()));
    }
    into.complete();
    return true;
  }

  @Override
  public @Nullable Object putTogether(Pieces pieces) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pieces.keys().size(); i++) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) pieces.value(i);
      if (entry != null) {
        map.put(entry.getKey(), entry.getValue());
      }
    }
    return kinds.with(map);
  }

  @Override
  @Nullable Object empty() {
    return kinds.with(Collections.<@Nullable Object, @Nullable Object>emptyMap());
  }
}
