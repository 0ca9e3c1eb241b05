package io.tickcache.agent.batch;

import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map from symbols to answers. What a client uses as keys is learnt. */
final class MapForm extends EntriesForm {

  /** Whether keys are symbols as entries have them, not as callers write them; null: not seen. */
  private volatile @Nullable Boolean usesSymbols;

  MapForm(Type elementType, Class<?> type) {
    super(elementType, type);
  }

  @Override
  @Nullable Object name(Map.Entry<?, ?> entry) {
    return entry.getKey();
  }

  @Override
  void take(Map.Entry<?, ?> entry, Pieces into, int piece) {
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

  /** A client may answer under both of the names that it is asked by for one symbol. */
  @Override
  public boolean isSettledFor(Pieces pieces) {
    return super.isSettledFor(pieces) && (!pieces.isRespelt() || Boolean.TRUE.equals(usesSymbols));
  }

  @Override
  void put(Pieces pieces, int piece, Map<@Nullable Object, @Nullable Object> into) {
    into.put(
        Boolean.TRUE.equals(usesSymbols) ? pieces.symbol(piece) : pieces.element(piece),
        pieces.value(piece));
  }
}
