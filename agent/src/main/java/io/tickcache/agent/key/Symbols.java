package io.tickcache.agent.key;

import io.tickcache.rules.SymbolCase;

/** Turns what a call says into the symbol that keys have. Thread-safe. */
final class Symbols {

  private final SymbolCase symbolCase;
  private final Components components;

  Symbols(SymbolCase symbolCase, Components components) {
    this.symbolCase = symbolCase;
    this.components = components;
  }

  /** Only what is text, or is taken by its text, has letters. */
  Object of(Object raw) throws UnkeyableException {
    if (raw instanceof String) {
      return symbolCase.of((String) raw);
    }
    Object symbol = components.of(raw);
    if (symbolCase == SymbolCase.KEPT) {
      return symbol;
    }
    if (symbol instanceof Component.Text) {
      Component.Text text = (Component.Text) symbol;
      return new Component.Text(text.type(), symbolCase.of(text.toString()));
    }
    return symbol;
  }

  /** The symbol as people write it. */
  static String text(Object symbol) {
    return symbol instanceof Enum ? ((Enum<?>) symbol).name() : symbol.toString();
  }
}
