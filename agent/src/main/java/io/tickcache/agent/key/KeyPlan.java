package io.tickcache.agent.key;

import io.tickcache.rules.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the key of one method is taken from its calls: the symbol, and every other part that tells
 * two answers apart. Nothing is left out that the rule doesn't name. Thread-safe.
 */
public final class KeyPlan {

  private final Components components;
  private final Guard guard;
  private final Part symbol;
  private final Symbols symbols;
  private final Part[] others;
  private final Part[] named;
  private final List<String> description;

  /** Where the only argument is the symbol, and all of the key. */
  private final boolean bare;

  /** Where one of the first two arguments is the symbol, and the other the rest of the key. */
  private final boolean pair;

  /** Where the first argument is a request that has the symbol, and all else of the key. */
  private final boolean request;

  /**
   * @param named how many of the others the rule names, which come first
   */
  KeyPlan(
      Components components,
      Guard guard,
      Part symbol,
      Symbols symbols,
      List<Part> others,
      int named,
      List<String> description) {
    this.components = components;
    this.guard = guard;
    this.symbol = symbol;
    this.symbols = symbols;
    this.others = others.toArray(new Part[0]);
    this.named = others.subList(0, named).toArray(new Part[0]);
    this.description = description;
    this.bare = this.others.length == 0 && symbol instanceof Part.Argument;
    this.pair =
        this.others.length == 1
            && this.others[0] instanceof Part.Argument
            && ((Part.Argument) this.others[0]).index() == 1 - symbolArgument();
    this.request =
        this.others.length == 1
            && this.others[0] instanceof Part.Rest
            && ((Part.Rest) this.others[0]).index() == 0
            && symbol instanceof Part.Path
            && ((Part.Path) symbol).index() == 0;
  }

  /**
   * The plan for a method under a rule; refused where the rule doesn't settle what an argument
   * means.
   */
  public static KeyPlan of(Rule rule, MethodShape method) throws UnkeyableException {
    return new KeyPlanner(rule, method).plan();
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
   * @param scope who is asked; equal to itself alone
   * @param plain whether this scope may use a bare symbol as its key
   * @return null if a null stands in the way
   */
  public @Nullable Object key(
      Object scope, boolean plain, @Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    Object name = symbol.raw(self, arguments);
    if (name == null || name == Accessors.BROKEN) {
      return null;
    }
    if (others.length == 0) {
      return Key.ofSymbol(scope, plain, symbols.of(name));
    }
    if (others.length == 1) {
      return others[0].key(scope, symbols.of(name), components, self, arguments);
    }
    Object[] parts = Part.components(others, components, self, arguments);
    return parts == null ? null : Key.of(scope, plain, symbols.of(name), parts);
  }

  /**
   * As {@link #key}, for a method of one argument; makes no array where that is the symbol, or has
   * it and all else.
   */
  public @Nullable Object keyOfOne(
      Object scope, boolean plain, @Nullable Object self, @Nullable Object argument)
      throws UnkeyableException {
    if (bare) {
      return argument == null ? null : Key.ofSymbol(scope, plain, symbols.of(argument));
    }
    return request
        ? keyOfRequest(scope, argument)
        : key(scope, plain, self, new Object[] {argument});
  }

  private @Nullable Object keyOfRequest(Object scope, @Nullable Object argument)
      throws UnkeyableException {
    Object name = ((Part.Path) symbol).follow(argument);
    return name == null || name == Accessors.BROKEN || argument == null
        ? null
        : ((Part.Rest) others[0]).key(scope, symbols.of(name), argument);
  }

  /**
   * As {@link #key}, for a method of two arguments; makes no array where one of them is the symbol
   * and the other is the rest.
   */
  public @Nullable Object keyOfTwo(
      Object scope,
      boolean plain,
      @Nullable Object self,
      @Nullable Object first,
      @Nullable Object second)
      throws UnkeyableException {
    if (!pair) {
      return key(scope, plain, self, new Object[] {first, second});
    }
    boolean inOrder = symbolArgument() == 0;
    Object name = inOrder ? first : second;
    return name == null
        ? null
        : Key.ofTwo(scope, symbols.of(name), components.of(inOrder ? second : first));
  }

  /**
   * Whether a call still has the symbol and the other parts named by the rule that its key was
   * taken from. The rest may have changed: clients write what they like into requests.
   */
  public boolean stillAsks(Object key, @Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    Object name = symbol.raw(self, arguments);
    return name != null
        && name != Accessors.BROKEN
        && symbols.of(name).equals(Key.symbolOf(key))
        && Part.begin(key, named, components, self, arguments);
  }

  /** The position of the argument that is the symbol; -1 where that is only a part of one. */
  public int symbolArgument() {
    return symbol instanceof Part.Argument ? ((Part.Argument) symbol).index() : -1;
  }

  /** Whether all that tells its questions apart is the symbol, and who is asked. */
  public boolean symbolOnly() {
    return others.length == 0;
  }

  /**
   * The key that a plan of {@link #symbolOnly} gives.
   *
   * @param symbol as {@link SymbolPath#before} has it
   */
  public static Object key(Object scope, boolean plain, Object symbol) {
    return Key.ofSymbol(scope, plain, symbol);
  }

  /** A symbol of {@link SymbolPath#before} as people write it. */
  public static String text(Object symbol) {
    return Symbols.text(symbol);
  }

  /** The symbol of a key that {@link #key} gave, as people write it. */
  public static String symbolOf(Object key) {
    return Symbols.text(Key.symbolOf(key));
  }

  /** Who is asked, as {@link #key} was told; null for a bare symbol. */
  public static @Nullable Object scopeOf(Object key) {
    return Key.scopeOf(key);
  }

  /** All of a key but its symbol, as text that different keys never share. */
  public static String variantOf(Object key) {
    return key instanceof String ? "" : KeyText.of(key);
  }

  /** A 64-bit hash of a key that different keys share by chance alone. */
  public static long hashOf(Object key) {
    return KeyHash.of(key);
  }

  /** Whether nobody can change any of these. */
  public static boolean areValues(@Nullable Object[] arguments) {
    for (Object argument : arguments) {
      if (argument != null && !Components.isValue(argument)) {
        return false;
      }
    }
    return true;
  }

  /** The key in words: the paths that it is made of. */
  public List<String> description() {
    return description;
  }
}
