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

  /** Of what the only other part is composed, as what is left of a request is; null if it isn't. */
  private final @Nullable Object kind;

  /**
   * The other parts, or those of the only one if that is composed: one as it is, none or many in an
   * array, which is no part. A hit makes one or two objects less.
   */
  private final Object others;

  private final int hash;

  private Key(Object scope, Object symbol, @Nullable Object kind, Object others) {
    this.scope = scope;
    this.symbol = symbol;
    this.kind = kind;
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
    return others.length == 1
        ? ofTwo(scope, symbol, others[0])
        : new Key(scope, symbol, null, others);
  }

  /** As {@link #of}, where nothing tells answers apart but the symbol. */
  static Object ofSymbol(Object scope, boolean plain, Object symbol) {
    return plain ? symbol : new Key(scope, symbol, null, NONE);
  }

  /** As {@link #of}, where one part does besides the symbol. */
  static Object ofTwo(Object scope, Object symbol, Object other) {
    if (other instanceof Component.Sequence) {
      Component.Sequence composed = (Component.Sequence) other;
      Object[] parts = composed.parts();
      return ofComposed(scope, symbol, composed.kind(), parts.length == 1 ? parts[0] : parts);
    }
    return new Key(scope, symbol, null, other);
  }

  /**
   * As {@link #ofTwo} with a {@link Component.Sequence}, which needs not be made.
   *
   * @param parts its only one as it is, or all of them in an array
   */
  static Object ofComposed(Object scope, Object symbol, Object kind, Object parts) {
    return new Key(scope, symbol, kind, parts);
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
    return key instanceof Key ? ((Key) key).others() : NONE;
  }

  private Object[] others() {
    Object[] parts = others instanceof Object[] ? (Object[]) others : new Object[] {others};
    return kind == null ? parts : new Object[] {new Component.Sequence(kind, parts)};
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
        && (kind == that.kind || (kind != null && kind.equals(that.kind)))
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
