package io.tickcache.agent.key;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A question of more than a symbol: who is asked, for what symbol, and all else that tells answers
 * apart. A symbol by itself is a key as well, where nothing else needs to be said. Immutable.
 */
final class Key {

  private static final Object[] NONE = {};

  private final Object scope;
  private final Object symbol;

  /** One part as it is, none or many in an array, which is no part: a hit makes one object less. */
  private final Object others;

  private final int hash;

  private Key(Object scope, Object symbol, Object others) {
    this.scope = scope;
    this.symbol = symbol;
    this.others = others;
    this.hash =
        (scope.hashCode() * 31 + symbol.hashCode()) * 31
            + (others instanceof Object[] ? Arrays.hashCode((Object[]) others) : others.hashCode());
  }

  /**
   * The key of a question.
   *
   * @param plain whether this scope may use a bare symbol as its key
   */
  static Object of(Object scope, boolean plain, Object symbol, Object[] others) {
    if (others.length == 0) {
      return ofSymbol(scope, plain, symbol);
    }
    return others.length == 1 ? ofTwo(scope, symbol, others[0]) : new Key(scope, symbol, others);
  }

  /** As {@link #of}, where nothing tells answers apart but the symbol. */
  static Object ofSymbol(Object scope, boolean plain, Object symbol) {
    return plain ? symbol : new Key(scope, symbol, NONE);
  }

  /** As {@link #of}, where one part does besides the symbol. */
  static Object ofTwo(Object scope, Object symbol, Object other) {
    return new Key(scope, symbol, other);
  }

  /** A key beside another, for what is to be told apart from its answer. */
  static Object beside(Object scope, Object key, Object mark) {
    Object[] others = othersOf(key);
    Object[] marked = Arrays.copyOf(others, others.length + 1);
    marked[others.length] = mark;
    return of(scope, false, symbolOf(key), marked);
  }

  /** The symbol of a key, which may be all of it. */
  static Object symbolOf(Object key) {
    return key instanceof Key ? ((Key) key).symbol : key;
  }

  /** Who is asked; null for a bare symbol. */
  static @Nullable Object scopeOf(Object key) {
    return key instanceof Key ? ((Key) key).scope : null;
  }

  /** All that a key has besides. */
  static Object[] othersOf(Object key) {
    Object others = key instanceof Key ? ((Key) key).others : NONE;
    return others instanceof Object[] ? (Object[]) others : new Object[] {others};
  }

  /** Whether these are the first of a key's other parts. */
  static boolean begins(Object key, Object[] parts) {
    Object[] others = othersOf(key);
    return Arrays.asList(others).subList(0, parts.length).equals(Arrays.asList(parts));
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Key)) {
      return false;
    }
    Key that = (Key) other;
    return hash == that.hash
        && scope == that.scope
        && symbol.equals(that.symbol)
        && (others instanceof Object[]
            ? that.others instanceof Object[]
                && Arrays.equals((Object[]) others, (Object[]) that.others)
            : others.equals(that.others));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
