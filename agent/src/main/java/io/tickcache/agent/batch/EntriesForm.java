package io.tickcache.agent.batch;

import io.tickcache.agent.key.UnkeyableException;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map with an entry for each symbol that has an answer. */
abstract class EntriesForm extends AnswerForm {

  private final Kinds kinds;

  EntriesForm(Type elementType, Class<?> type) {
    super(elementType);
    this.kinds = new Kinds(type);
  }

  @Override
  public final boolean takeApart(@Nullable Object answer, Pieces into)
      throws UnkeyableException, UnmakeableAnswerException {
    if (!(answer instanceof Map)) {
      return false;
    }
    kinds.learn(answer, into.wantedPieces().length, ((Map<?, ?>) answer).size());
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) answer).entrySet()) {
      Object name = name(entry);
      if (name == null) {
        return false;
      }
      int piece = into.askedBy(name);
      if (into.isPresent(piece)) {
        return false;
      }
      take(entry, into, piece);
    }
    into.complete();
    return true;
  }

  /** What the client calls the symbol of an entry; null if the entry doesn't tell. */
  abstract @Nullable Object name(Map.Entry<?, ?> entry) throws UnkeyableException;

  /**
   * Makes an entry the piece, or what there is in it for the symbol.
   *
   * @throws UnkeyableException if no such entry could be made of it again, with the reason
   */
  abstract void take(Map.Entry<?, ?> entry, Pieces into, int piece) throws UnkeyableException;

  @Override
  public boolean isSettledFor(Pieces pieces) {
    return kinds.areSettledFor(pieces, size(pieces));
  }

  private static int size(Pieces pieces) {
    int size = 0;
    for (int i = 0; i < pieces.keys().size(); i++) {
      size += hasEntry(pieces, i) ? 1 : 0;
    }
    return size;
  }

  static boolean hasEntry(Pieces pieces, int piece) {
    return pieces.value(piece) != null || pieces.isNull(piece);
  }

  @Override
  public final @Nullable Object putTogether(Pieces pieces) {
    int size = size(pieces);
    @Nullable Object[] contents = new Object[2 * size];
    for (int i = 0, at = 0; i < pieces.keys().size(); i++) {
      if (hasEntry(pieces, i)) {
        if (!put(pieces, i, contents, at)) {
          return null;
        }
        at += 2;
      }
    }
    Map<?, ?> map = (Map<?, ?>) kinds.withEntries(pieces.askedPieces().length, contents);
    return map == null || map.size() < size ? null : map; // of two entries with one key it has one
  }

  /**
   * The opposite of {@link #take}: puts a key in a place, and its value in the next one. False if
   * they aren't known.
   */
  abstract boolean put(Pieces pieces, int piece, @Nullable Object[] into, int at);

  @Override
  final @Nullable Object empty() {
    return kinds.withEntries(2);
  }
}
