package io.tickcache.agent.batch;

import io.tickcache.agent.key.UnkeyableException;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map from symbols to answers. What a client uses as keys is learnt. */
final class MapForm extends AnswerForm {

  private final MapKind kind;

  /** Whether keys are symbols as entries have them, not as callers write them; null: not seen. */
  private volatile @Nullable Boolean usesSymbols;

  MapForm(Type elementType, Class<?> type) {
    super(elementType);
    this.kind = new MapKind(type);
  }

  @Override
  public boolean takeApart(@Nullable Object answer, Pieces into) throws UnkeyableException {
    if (!(answer instanceof Map)) {
      return false;
    }
    kind.learn((Map<?, ?>) answer);
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
    Map<@Nullable Object, @Nullable Object> map = kind.empty();
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

  @Override
  @Nullable Object empty() {
    return kind.empty();
  }
}
