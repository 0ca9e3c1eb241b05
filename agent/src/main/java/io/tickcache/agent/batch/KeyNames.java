package io.tickcache.agent.batch;

import io.tickcache.agent.key.SymbolKinds;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client uses as the keys of its maps; learnt from its answers. Each of them leaves some of
 * the ways below; a key is known where all that are left lead to the same one. Thread-safe.
 */
final class KeyNames {

  private enum Way {
    /** What the caller passed. */
    ELEMENT,
    /** The symbol as entries have it, in their letter case. */
    SYMBOL,
    /** What is written like the symbol, as an object of the one class that keys have. */
    WRITTEN_ALIKE
  }

  private final Class<?> declared;

  /** What the answers leave possible; never changed, but replaced. */
  private volatile Set<Way> ways = EnumSet.of(Way.ELEMENT, Way.SYMBOL);

  /** The class of the client's keys; null: none was seen. */
  private volatile @Nullable Class<?> type;

  /**
   * @param declared the type of the keys, as the client declares it
   */
  KeyNames(Class<?> declared) {
    this.declared = declared;
  }

  /** Learns from the key that an answer has for a piece; whether it is one of the known ways. */
  synchronized boolean learn(Pieces pieces, int piece, Object key) {
    Class<?> known = type;
    Class<?> keys = known == null ? typeOf(key) : known;
    Set<Way> left = known == null ? EnumSet.allOf(Way.class) : EnumSet.copyOf(ways);
    left.removeIf(way -> !key.equals(name(way, keys, pieces, piece)));
    if (left.isEmpty()) {
      return false;
    }
    ways = left;
    type = keys;
    return true;
  }

  /** Whether the client has one key for a symbol, however it is asked for. */
  boolean areSymbols() {
    return !ways.contains(Way.ELEMENT);
  }

  /** The key that the client would use for a piece; null if that isn't known. */
  @Nullable Object of(Pieces pieces, int piece) {
    Class<?> keys = type;
    Object element = pieces.element(piece);
    boolean alike = typeOf(element) == (keys == null ? declared : keys);
    if (keys == null && !alike) {
      return null;
    }
    if (alike && element.equals(pieces.symbol(piece))) {
      return element; // all ways lead to it
    }
    Object one = null;
    for (Way way : ways) {
      Object name = name(way, keys, pieces, piece);
      if (one != null && name != null && !one.equals(name)) {
        return null;
      }
      one = one == null ? name : one;
    }
    return one;
  }

  private static @Nullable Object name(Way way, @Nullable Class<?> keys, Pieces pieces, int piece) {
    if (way == Way.ELEMENT) {
      return pieces.element(piece);
    }
    Object symbol = pieces.symbol(piece);
    String text = SymbolKinds.plainText(symbol);
    if (text == null || keys == null || way == Way.SYMBOL) {
      return text == null ? null : symbol;
    }
    Object alike = parsed(text, keys);
    return alike != null && text.equals(SymbolKinds.plainText(alike)) ? alike : null;
  }

  private static Class<?> typeOf(Object key) {
    return key instanceof Enum ? ((Enum<?>) key).getDeclaringClass() : key.getClass();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static @Nullable Object parsed(String text, Class<?> type) {
    try {
      if (type.isEnum()) {
        return Enum.valueOf((Class) type, text);
      }
      if (type == Integer.class) {
        return Integer.valueOf(text);
      }
      if (type == Long.class) {
        return Long.valueOf(text);
      }
      if (type == Short.class) {
        return Short.valueOf(text);
      }
      return type == BigInteger.class ? new BigInteger(text) : type == String.class ? text : null;
    } catch (IllegalArgumentException otherwise) {
      return null;
    }
  }
}
