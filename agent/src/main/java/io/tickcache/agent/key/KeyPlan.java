package io.tickcache.agent.key;

import io.tickcache.rules.Rule;
import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.ValuePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the key of one method is taken from its calls: the symbol, and every other part that tells
 * two answers apart. Nothing is left out that the rule doesn't name. Thread-safe.
 */
public final class KeyPlan {

  private static final Object[] NOTHING_ELSE = {};

  private final Components components;
  private final Guard guard;
  private final Part symbol;
  private final SymbolCase symbolCase;
  private final Part[] others;
  private final List<String> description;
  private final boolean bare;

  KeyPlan(
      Components components,
      Guard guard,
      Part symbol,
      SymbolCase symbolCase,
      List<Part> others,
      List<String> description) {
    this.components = components;
    this.guard = guard;
    this.symbol = symbol;
    this.symbolCase = symbolCase;
    this.others = others.toArray(new Part[0]);
    this.description = description;
    this.bare = this.others.length == 0 && symbol instanceof Part.Argument;
  }

  /**
   * The plan for a method under a rule; refused where the rule doesn't settle what an argument
   * means.
   */
  public static KeyPlan of(Rule rule, MethodShape method) throws UnkeyableException {
    return new KeyPlanner(rule, method).plan();
  }

  /**
   * The part of a call by which it invalidates, for a method that a rule names under {@code
   * invalidate-on}.
   *
   * @param symbolCase that of the rule
   */
  public static SymbolPath symbolPath(ValuePath path, SymbolCase symbolCase, MethodShape method)
      throws UnkeyableException {
    KeyPlanner.checkArgument(path, method);
    Accessors accessors = new Accessors();
    return new SymbolPath(
        new Part.Path(path, accessors), path, symbolCase, new Components(accessors));
  }

  /** Whether the rule speaks of some calls only, those that {@link #admits} tells. */
  public boolean conditional() {
    return !guard.isEmpty();
  }

  /** Whether a call is one of those that the rule speaks of. */
  public boolean admits(@Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    return guard.admits(self, arguments);
  }

  /**
   * The key of a call, taken and copied now.
   *
   * @param scope who is asked; compared by identity
   * @param plain whether this scope may use a bare symbol as its key
   * @return null if a null stands in the way
   */
  public @Nullable Object key(
      Object scope, boolean plain, @Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    Object name = symbol.raw(self, arguments);
    if (name == null || name == Part.Path.BROKEN) {
      return null;
    }
    if (plain && others.length == 0 && name instanceof String) {
      return symbolCase.of((String) name);
    }
    Object[] parts = others.length == 0 ? NOTHING_ELSE : new Object[others.length];
    for (int i = 0; i < parts.length; i++) {
      Object raw = others[i].raw(self, arguments);
      if (raw == Part.Path.BROKEN) {
        return null;
      }
      parts[i] = raw instanceof Component ? raw : components.of(raw);
    }
    return new Key(scope, inCase(components.of(name)), parts);
  }

  /** Only what is text, or is taken by its text, has letters. */
  private Object inCase(Object name) {
    if (symbolCase == SymbolCase.KEPT) {
      return name;
    }
    if (name instanceof Component.Text) {
      Component.Text text = (Component.Text) name;
      return new Component.Text(text.type(), symbolCase.of(text.toString()));
    }
    return name instanceof String ? symbolCase.of((String) name) : name;
  }

  /** As {@link #key}, for a method of one argument; a bare symbol is returned as it is. */
  public @Nullable Object keyOfOne(
      Object scope, boolean plain, @Nullable Object self, @Nullable Object argument)
      throws UnkeyableException {
    return plain && bare && argument instanceof String
        ? symbolCase.of((String) argument)
        : key(scope, plain, self, new Object[] {argument});
  }

  /** The symbol of a key that {@link #key} gave, as people write it. */
  public static String symbolOf(Object key) {
    return key instanceof Key ? symbolText(((Key) key).symbol()) : (String) key;
  }

  /** All of a key but its symbol, as text that different keys never share. */
  public static String variantOf(Object key) {
    return key instanceof Key ? KeyText.of(((Key) key).symbol(), ((Key) key).others()) : "";
  }

  static String symbolText(Object symbol) {
    return symbol instanceof Enum ? ((Enum<?>) symbol).name() : symbol.toString();
  }

  /** The key in words: the paths that it is made of. */
  public List<String> description() {
    return description;
  }

  /** The symbol that a call, or its result, names. Thread-safe. */
  public static final class SymbolPath {
    private final Part.Path part;
    private final ValuePath path;
    private final SymbolCase symbolCase;
    private final Components components;

    private SymbolPath(
        Part.Path part, ValuePath path, SymbolCase symbolCase, Components components) {
      this.part = part;
      this.path = path;
      this.symbolCase = symbolCase;
      this.components = components;
    }

    /** Whether the result has to be there to tell. */
    public boolean ofResult() {
      return path.root() == ValuePath.Root.RETURN;
    }

    /** The symbol that the arguments name, or null if they name none, or more than one. */
    public @Nullable String before(@Nullable Object self, @Nullable Object[] arguments)
        throws UnkeyableException {
      return text(part.raw(self, arguments));
    }

    /** The symbol that the result names, or null as for {@link #before}. */
    public @Nullable String after(@Nullable Object result) throws UnkeyableException {
      return text(part.follow(result));
    }

    private @Nullable String text(@Nullable Object raw) throws UnkeyableException {
      if (raw == null || raw == Part.Path.BROKEN) {
        return null;
      }
      Object symbol = components.of(raw);
      return symbol instanceof Component.Sequence ? null : symbolCase.of(symbolText(symbol));
    }
  }
}
