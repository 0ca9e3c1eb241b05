package io.tickcache.agent.batch;

import io.tickcache.agent.key.UnkeyableException;
import io.tickcache.rules.DiagnosticCode;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map from symbols to answers. What a client uses as keys is learnt. */
final class MapForm extends EntriesForm {

  private final KeyNames keys;

  MapForm(Type keyType, Type valueType, Class<?> type) {
    super(valueType, type);
    this.keys = new KeyNames(GenericTypes.erasure(keyType));
  }

  @Override
  @Nullable Object name(Map.Entry<?, ?> entry) {
    return entry.getKey();
  }

  @Override
  void take(Map.Entry<?, ?> entry, Pieces into, int piece) throws UnkeyableException {
    if (entry.getValue() == null) {
      into.setNull(piece);
    } else {
      into.set(piece, entry.getValue());
    }
    if (!keys.learn(into, piece, entry.getKey())) {
      throw new UnkeyableException(
          DiagnosticCode.R028,
          "an answer has the key `"
              + entry.getKey()
              + "` for what was asked for as `"
              + into.element(piece)
              + "`, which can't be told of other symbols; it was passed on and not kept",
          null);
    }
  }

  @Override
  public boolean knowsNameOf(Pieces pieces, int piece) {
    return !hasEntry(pieces, piece) || keys.of(pieces, piece) != null;
  }

  /** A client may answer under both of the names that it is asked by for one symbol. */
  @Override
  public boolean isSettledFor(Pieces pieces) {
    return super.isSettledFor(pieces) && (!pieces.isRespelt() || keys.areSymbols());
  }

  @Override
  boolean put(Pieces pieces, int piece, @Nullable Object[] into, int at) {
    into[at] = keys.of(pieces, piece);
    into[at + 1] = pieces.value(piece);
    return into[at] != null;
  }
}
