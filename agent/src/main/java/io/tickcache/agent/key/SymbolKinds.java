package io.tickcache.agent.key;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of symbols that the keys of one cache have had in this process. What is invalidated is
 * found by the text of its symbol: the same instrument has the same text only where the symbol is
 * written as people write it, or is an object of a class that the keys have, too. Only names of
 * classes are held. Thread-safe.
 */
public final class SymbolKinds {

  private final Map<String, String> families = new ConcurrentHashMap<>();
  private volatile boolean plain;
  private volatile boolean composed;

  /** Notes the symbol of a key. */
  public void note(Object key) {
    Object symbol = Key.symbolOf(key);
    if (plain && symbol instanceof String) {
      return;
    }
    note(SymbolKind.of(symbol));
  }

  /** Notes what the symbols of some keys are. */
  public void note(SymbolKind kind) {
    switch (kind.form()) {
      case PLAIN:
        plain = true;
        break;
      case COMPOSED:
        composed = true;
        break;
      case OBJECT:
        families.putIfAbsent(kind.type(), kind.family());
        break;
    }
  }

  /**
   * How people write a symbol, where that is one way: a text, a number and an enum that are written
   * alike mean the same one. Null for other symbols.
   */
  public static @Nullable String plainText(Object symbol) {
    return SymbolKind.isPlain(symbol) ? Symbols.text(symbol) : null;
  }

  /** The class of a symbol in the form in which keys have it; null if it is made of parts. */
  public static @Nullable Class<?> classOf(Object symbol) {
    return SymbolKind.classOf(symbol);
  }

  /**
   * Why the text of a symbol may miss entries for the same instrument, as a sentence without its
   * end; null if it can't.
   */
  public @Nullable String mismatch(Object symbol) {
    SymbolKind kind = SymbolKind.of(symbol);
    return mismatch(kind, families.get(kind.type()));
  }

  /**
   * As {@link #mismatch}, where no symbol of a declared type can have an entry: those of a class
   * may be of a subclass. Before the first of the keys is noted, none is said to be of another
   * kind.
   */
  public @Nullable String mismatchOfDeclared(SymbolKind kind) {
    boolean nothingKnown = families.isEmpty() && !plain && !composed;
    if (nothingKnown && kind.form() != SymbolKind.Form.COMPOSED) {
      return null;
    }
    return mismatch(kind, families.containsValue(kind.family()) ? kind.family() : null);
  }

  /**
   * @param family the one of the keys to which such a symbol belongs, if any
   */
  private @Nullable String mismatch(SymbolKind kind, @Nullable String family) {
    if (kind.form() == SymbolKind.Form.COMPOSED) {
      return "it is no single text, number or object";
    }
    if (composed) {
      return "the keys of the rule have symbols that are made of parts";
    }
    if (kind.form() == SymbolKind.Form.PLAIN) {
      return families.isEmpty() ? null : "it is a text, and the keys of the rule have " + names();
    }
    if (plain) {
      return "it is a `" + kind.type() + "`, and the keys of the rule have texts";
    }
    return allOf(family)
        ? null
        : "it is a `"
            + kind.type()
            + "`, and "
            + (families.isEmpty()
                ? "this process doesn't know yet what the keys of the rule have"
                : "the keys of the rule have " + names());
  }

  /**
   * How to mend the rule where there is a {@link #mismatch}.
   *
   * @param path where the symbol was found
   */
  public String help(Object symbol, String path) {
    return help(SymbolKind.of(symbol), path);
  }

  /** As {@link #help(Object, String)}, for symbols of a declared type. */
  public String help(SymbolKind kind, String path) {
    if (kind.isOptional()) {
      return "let `symbol` lead to what it holds: `" + path + ".get`";
    }
    if (composed) {
      return "let the rule's own `symbol` lead to a text, a number or an object";
    }
    return families.isEmpty()
        ? "let `symbol` lead to the property that holds the text, such as `" + path + ".symbol`"
        : "let `symbol` lead to an object of this class, as in the method that the rule answers, or"
            + " let both lead to the property that holds the text";
  }

  private String names() {
    return "a `" + String.join("`, a `", families.keySet()) + "`";
  }

  private boolean allOf(@Nullable String family) {
    for (String other : families.values()) {
      if (!other.equals(family)) {
        return false;
      }
    }
    return family != null;
  }
}
