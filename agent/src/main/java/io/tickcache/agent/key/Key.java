package io.tickcache.agent.key;

import java.util.Arrays;

/**
 * A question of more than one plain symbol: who is asked, for what symbol, and all else that tells
 * answers apart. Immutable.
 */
final class Key {

  private final Object scope;
  private final Object symbol;
  private final Object[] others;
  private final int hash;

  Key(Object scope, Object symbol, Object[] others) {
    this.scope = scope;
    this.symbol = symbol;
    this.others = others;
    this.hash =
        (System.identityHashCode(scope) * 31 + symbol.hashCode()) * 31 + Arrays.hashCode(others);
  }

  /** A key beside another, for what is to be told apart from its answer. */
  static Key beside(Object scope, Object key, Object mark) {
    Object[] others = key instanceof Key ? ((Key) key).others : new Object[0];
    Object[] marked = Arrays.copyOf(others, others.length + 1);
    marked[others.length] = mark;
    return new Key(scope, symbolOf(key), marked);
  }

  /** The symbol of a key, which may be all of it. */
  static Object symbolOf(Object key) {
    return key instanceof Key ? ((Key) key).symbol : key;
  }

  /** Whether these are the first of a key's other parts. */
  static boolean begins(Object key, Object[] parts) {
    Object[] others = key instanceof Key ? ((Key) key).others : new Object[0];
    return Arrays.asList(others).subList(0, parts.length).equals(Arrays.asList(parts));
  }

  Object scope() {
    return scope;
  }

  Object symbol() {
    return symbol;
  }

  Object[] others() {
    return others;
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
        && Arrays.equals(others, that.others);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
