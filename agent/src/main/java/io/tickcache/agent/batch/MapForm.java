package io.tickcache.agent.batch;

import io.tickcache.agent.key.UnkeyableException;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A map from symbols to answers. What kinds of maps and of keys a client uses is learnt. */
final class MapForm extends AnswerForm {

  private final Class<?> type;
  private volatile boolean sorted;
  private volatile @Nullable Comparator<Object> order;
  private volatile boolean usesSymbols;

  MapForm(Type elementType, Class<?> type) {
    super(elementType);
    this.type = type;
  }

  @Override
  public boolean takeApart(@Nullable Object answer, Pieces into) throws UnkeyableException {
    if (!(answer instanceof Map)) {
      return false;
    }
    learn((Map<?, ?>) answer);
    boolean others = false;
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) answer).entrySet()) {
      int piece = into.wantedBy(entry.getKey());
      if (piece < 0) {
        others = true;
        into.extra(entry.getKey(), entry.getValue());
      } else {
        take(entry, into, piece);
      }
    }
    return into.completeUnless(others);
  }

  @SuppressWarnings("unchecked")
  private void learn(Map<?, ?> answer) {
    if (answer instanceof SortedMap) {
      order = ((SortedMap<Object, Object>) answer).comparator();
      sorted = true;
    }
  }

  private void take(Map.Entry<?, ?> entry, Pieces into, int piece) {
    if (entry.getValue() == null) {
      into.setNull(piece);
    } else {
      into.set(piece, entry.getValue());
    }
    if (!entry.getKey().equals(into.element(piece)) && entry.getKey().equals(into.symbol(piece))) {
      usesSymbols = true;
    }
  }

  @Override
  public @Nullable Object putTogether(Pieces pieces) {
    Map<@Nullable Object, @Nullable Object> map = empty();
    if (map == null) {
      return null;
    }
    try {
      for (int i = 0; i < pieces.keys().size(); i++) {
        if (pieces.value(i) != null || pieces.isNull(i)) {
          map.put(usesSymbols ? pieces.symbol(i) : pieces.element(i), pieces.value(i));
        }
      }
      map.putAll(pieces.extras());
      return map;
    } catch (ClassCastException | NullPointerException unfit) {
      return null;
    }
  }

  private @Nullable Map<@Nullable Object, @Nullable Object> empty() {
    List<Map<@Nullable Object, @Nullable Object>> kinds =
        sorted
            ? Arrays.<Map<@Nullable Object, @Nullable Object>>asList(new TreeMap<>(order))
            : Arrays.<Map<@Nullable Object, @Nullable Object>>asList(
                new LinkedHashMap<>(), new TreeMap<>(), new ConcurrentHashMap<>());
    for (Map<@Nullable Object, @Nullable Object> kind : kinds) {
      if (type.isInstance(kind)) {
        return kind;
      }
    }
    return null;
  }
}
