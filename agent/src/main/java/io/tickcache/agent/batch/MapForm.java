package io.tickcache.agent.batch;

import io.tickcache.agent.key.UnkeyableException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
  private volatile boolean unordered;
  private volatile @Nullable Comparator<Object> order;

  /** Whether keys are symbols as entries have them, not as callers write them; null: not seen. */
  private volatile @Nullable Boolean usesSymbols;

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
    unordered = answer.getClass() == HashMap.class;
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
    if (!into.element(piece).equals(into.symbol(piece))) {
      usesSymbols = into.symbol(piece).equals(entry.getKey());
    }
  }

  /** Texts in another letter case than the entries'; other elements are their own names. */
  @Override
  public boolean knowsNameOf(Pieces pieces, int piece) {
    return usesSymbols != null
        || !(pieces.element(piece) instanceof String)
        || pieces.element(piece).equals(pieces.symbol(piece));
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
          map.put(
              Boolean.TRUE.equals(usesSymbols) ? pieces.symbol(i) : pieces.element(i),
              pieces.value(i));
        }
      }
      map.putAll(pieces.extras());
      return map;
    } catch (ClassCastException | NullPointerException unfit) {
      return null;
    }
  }

  private @Nullable Map<@Nullable Object, @Nullable Object> empty() {
    List<Map<@Nullable Object, @Nullable Object>> kinds = new ArrayList<>();
    if (sorted) {
      kinds.add(new TreeMap<>(order));
    } else {
      kinds.add(unordered ? new HashMap<>() : new LinkedHashMap<>());
      kinds.add(new LinkedHashMap<>());
      kinds.add(new TreeMap<>());
      kinds.add(new ConcurrentHashMap<>());
    }
    for (Map<@Nullable Object, @Nullable Object> kind : kinds) {
      if (type.isInstance(kind)) {
        return kind;
      }
    }
    return null;
  }
}
