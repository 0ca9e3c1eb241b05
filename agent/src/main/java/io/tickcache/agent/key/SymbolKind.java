package io.tickcache.agent.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a symbol is told. Holds names of classes only. Immutable. */
public final class SymbolKind {

  private static final Set<String> PLAIN = plainTypes();

  private final Form form;
  private final String type;
  private final String family;

  private SymbolKind(Form form, String type, String family) {
    this.form = form;
    this.type = type;
    this.family = family;
  }

  private static Set<String> plainTypes() {
    Set<String> names = new HashSet<>();
    for (Class<?> type :
        Arrays.asList(
            String.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Character.class,
            Boolean.class,
            UUID.class,
            Currency.class,
            BigInteger.class)) {
      names.add(type.getName());
    }
    return Collections.unmodifiableSet(names);
  }

  /** As people write it: a text, a number and an enum that are written alike mean the same one. */
  public static SymbolKind plain() {
    return new SymbolKind(Form.PLAIN, "", "");
  }

  /** No single text, number or object; its class, or what stands for that. */
  public static SymbolKind composed(String type) {
    return new SymbolKind(Form.COMPOSED, type, "");
  }

  /**
   * An object by its class and its text.
   *
   * @param family the class at the top of all that can be equal to it
   */
  public static SymbolKind object(String type, String family) {
    return new SymbolKind(Form.OBJECT, type, family);
  }

  /** Whether people write each symbol of this class in one way, as they do those of any enum. */
  public static boolean isPlain(String type) {
    return PLAIN.contains(type);
  }

  static boolean isPlain(Object symbol) {
    return symbol instanceof String
        || symbol instanceof Enum
        || isPlain(symbol.getClass().getName());
  }

  /** The kind of a symbol in the form in which keys have it. */
  static SymbolKind of(Object symbol) {
    if (isPlain(symbol)) {
      return plain();
    }
    if (symbol instanceof Component.Sequence) {
      String kind = ((Component.Sequence) symbol).kind().toString();
      return composed(kind.equals("optional") ? Optional.class.getName() : kind);
    }
    Class<?> type = classOf(symbol);
    return type == null ? composed("null") : object(type.getName(), family(type));
  }

  /** The class of such a symbol; null if it is made of parts. */
  static @Nullable Class<?> classOf(Object symbol) {
    if (symbol instanceof Component.Text) {
      return ((Component.Text) symbol).type();
    }
    return symbol instanceof Component ? null : symbol.getClass();
  }

  private static String family(Class<?> type) {
    Class<?> top = type;
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      top = at;
    }
    return top.getName();
  }

  Form form() {
    return form;
  }

  boolean isOptional() {
    return form == Form.COMPOSED && type.equals(Optional.class.getName());
  }

  String type() {
    return type;
  }

  String family() {
    return family;
  }

  /** What the parts of a key are that a symbol can be. */
  enum Form {
    PLAIN,
    OBJECT,
    COMPOSED
  }
}
