package io.tickcache.agent.key;

import java.math.BigInteger;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
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
    Object symbol = key instanceof Key ? ((Key) key).symbol() : key;
    if (isPlain(symbol)) {
      if (!plain) {
        plain = true;
      }
    } else if (isComposed(symbol)) {
      composed = true;
    } else {
      Class<?> type = type(symbol);
      families.putIfAbsent(type.getName(), family(type));
    }
  }

  /**
   * How people write a symbol, where that is one way: a text, a number and an enum that are written
   * alike mean the same one. Null for other symbols.
   */
  public static @Nullable String plainText(Object symbol) {
    return isPlain(symbol) ? Symbols.text(symbol) : null;
  }

  /**
   * Why the text of a symbol may miss entries for the same instrument, as a sentence without its
   * end; null if it can't.
   */
  public @Nullable String mismatch(Object symbol) {
    if (isComposed(symbol)) {
      return "it is no single text, number or object";
    }
    if (composed) {
      return "the keys of the rule have symbols that are made of parts";
    }
    if (isPlain(symbol)) {
      return families.isEmpty() ? null : "it is a text, and the keys of the rule have " + names();
    }
    String name = type(symbol).getName();
    if (plain) {
      return "it is a `" + name + "`, and the keys of the rule have texts";
    }
    return allOf(families.get(name))
        ? null
        : "it is a `"
            + name
            + "`, and "
            + (families.isEmpty()
                ? "this process doesn't know yet what the keys of the rule have"
                : "the keys of the rule have " + names());
  }

  /** How to mend the rule where there is a {@link #mismatch}. */
  public String help() {
    return families.isEmpty()
        ? "let `symbol` lead to the property that holds the text, such as `arg0.symbol`"
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

  /** Whether people write a symbol of this kind, and all others like it, in one way. */
  private static boolean isPlain(Object symbol) {
    return symbol instanceof String
        || symbol instanceof Enum
        || symbol instanceof Integer
        || symbol instanceof Long
        || symbol instanceof Short
        || symbol instanceof Byte
        || symbol instanceof Character
        || symbol instanceof Boolean
        || symbol instanceof UUID
        || symbol instanceof Currency
        || symbol.getClass() == BigInteger.class;
  }

  private static boolean isComposed(Object symbol) {
    return symbol instanceof Component && !(symbol instanceof Component.Text);
  }

  private static Class<?> type(Object symbol) {
    return symbol instanceof Component.Text ? ((Component.Text) symbol).type() : symbol.getClass();
  }

  /** The class at the top of all that can be equal to an object of this class. */
  private static String family(Class<?> type) {
    Class<?> top = type;
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      top = at;
    }
    return top.getName();
  }
}
