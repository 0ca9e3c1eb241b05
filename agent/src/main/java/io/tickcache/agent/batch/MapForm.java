package io.tickcache.agent.batch;

import io.tickcache.agent.key.UnkeyableException;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map from symbols to answers. What a client uses as keys is learnt. */
final class MapForm extends AnswerForm {

  private final Kinds kinds;

  /** Whether keys are symbols as entries have them, not as callers write them; null: not seen. */
  private volatile @Nullable Boolean usesSymbols;

  MapForm(Type elementType, Class<?> type) {
    super(elementType);
    this.kinds = new Kinds(type);
  }

  @Override
  public boolean takeApart(@Nullable Object answer, Pieces into)
      throws UnkeyableException, UnmakeableAnswerException {
    if (!(answer instanceof Map)) {
      return false;
    }
    kinds.learn(answer, ((Map<?, ?>) answer).size());
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) answer).entrySet()) {
      int piece = into.askedBy(entry.getKey());
      if (into.isPresent(piece)) {
        return false;
      }
      take(entry, into, piece);
    }
    into.complete();
    return true;
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
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pieces.keys().size(); i++) {
      if (pieces.value(i) != null || pieces.isNull(i)) {
        map.put(
            Boolean.TRUE.equals(usesSymbols) ? pieces.symbol(i) : pieces.element(i),
            pieces.value(i));
      }
    }
    return kinds.with(map);
  }

  @Override
  @Nullable Object empty() {
    return kinds.with(Collections.<@Nullable Object, @Nullable Object>emptyMap());
  }
}
