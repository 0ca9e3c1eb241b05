package io.tickcache.rules;

import java.util.Locale;

/** What becomes of the letters of a symbol, for clients that take them in any case. */
public enum SymbolCase {
  /** Letters stay as they are, and tell symbols apart. */
  KEPT,
  /** All capitals. */
  UPPER,
  /** All small. */
  LOWER;

  /** The symbol by which entries are kept and invalidated; the same for every host's language. */
  public String of(String symbol) {
    switch (this) {
      case UPPER:
        return symbol.toUpperCase(Locale.ROOT);
      case LOWER:
        return symbol.toLowerCase(Locale.ROOT);
      default:
        return symbol;
    }
  }
}
