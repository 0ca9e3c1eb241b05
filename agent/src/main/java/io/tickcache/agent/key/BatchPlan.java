package io.tickcache.agent.key;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the keys of a method that asks for many symbols are taken from its calls: one for each
 * symbol, as a method that asks for that one alone would have it. A step of the path that meets an
 * array or an {@link Iterable} goes on with each of its elements. Thread-safe.
 */
public final class BatchPlan {

  private static final Object[] NOTHING_ELSE = {};

  private final ValuePath path;
  private final @Nullable String separator;
  private final Property[] steps;
  private final Components components;
  private final Guard guard;
  private final Symbols symbols;
  private final Part[] others;
  private final Part[] named;
  private final List<Used> places;
  private final Part.Rest rest;
  private final List<String> description;

  /**
   * @param path of the symbols, from an argument
   * @param named how many of the others the rule names, which come first
   * @param places those that the path leads through
   * @param rest what is left of that argument
   */
  BatchPlan(
      ValuePath path,
      @Nullable String separator,
      Accessors accessors,
      Components components,
      Guard guard,
      Symbols symbols,
      List<Part> others,
      int named,
      List<Used> places,
      Part.Rest rest,
      List<String> description) {
    this.path = path;
    this.separator = separator;
    this.steps = accessors.properties(path.steps());
    this.components = components;
    this.guard = guard;
    this.symbols = symbols;
    this.others = others.toArray(new Part[0]);
    this.named = others.subList(0, named).toArray(new Part[0]);
    this.places = places;
    this.rest = rest;
    this.description = description;
  }

  /**
   * The plan for a method under a rule that says its {@code symbols}; refused where the rule
   * doesn't settle what an argument means.
   */
  public static BatchPlan of(Rule rule, ValuePath symbols, MethodShape method)
      throws UnkeyableException {
    return new KeyPlanner(rule, method).batchPlan(symbols);
  }

  /** Whether a call is one of those that the rule speaks of. */
  public boolean admits(@Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    return guard.admits(self, arguments);
  }

  /** The key in words: the paths that it is made of. */
  public List<String> description() {
    return description;
  }

  /** Walks from an argument to what holds the symbols; null if a null stands on the way. */
  public Asked.@Nullable Way way(@Nullable Object[] arguments) throws UnkeyableException {
    List<Object> passed = new ArrayList<>();
    Object at = arguments[path.argument()];
    while (at != null && passed.size() < steps.length && !Container.is(at)) {
      passed.add(at);
      at = steps[passed.size() - 1].of(at);
    }
    return at == null ? null : new Asked.Way(path, passed, at);
  }

  /**
   * The keys of a call, taken and copied now.
   *
   * @param scope who is asked; compared by identity
   * @param plain whether this scope may use a bare symbol as its key
   * @return null if a null stands in the way
   */
  public @Nullable Asked asked(
      Asked.Way way,
      Object scope,
      boolean plain,
      @Nullable Object self,
      @Nullable Object[] arguments)
      throws UnkeyableException {
    Object[] shared = shared(way, self, arguments);
    if (shared == null) {
      return null;
    }
    List<Object> elements = elements(way.end());
    List<Object> keys = new ArrayList<>(elements.size());
    for (Object element : elements) {
      Object key = element == null ? null : key(scope, plain, element, way, shared);
      if (key == null) {
        return null;
      }
      keys.add(key);
    }
    return new Asked(scope, way, separator, elements, keys, Arrays.asList(shared));
  }

  /**
   * Whether a call still has the symbols, in their order, and the other parts named by the rule
   * that its keys were taken from. The rest may have changed.
   */
  public boolean stillAsks(Asked asked, @Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    Asked.Way way = way(arguments);
    return way != null
        && !way.isWalkedOnce()
        && haveSymbols(elements(way.end()), way, asked)
        && beginAs(asked, self, arguments);
  }

  /**
   * As {@link #stillAsks}, of a call whose body has been given the elements in a container that
   * nobody else has.
   */
  public boolean stillAskByElements(
      Asked asked, @Nullable Object self, @Nullable Object[] arguments) throws UnkeyableException {
    return haveSymbols(asked.elements(), asked.way(), asked) && beginAs(asked, self, arguments);
  }

  private boolean haveSymbols(List<? extends @Nullable Object> elements, Asked.Way way, Asked asked)
      throws UnkeyableException {
    List<Object> keys = asked.keys();
    if (elements.size() != keys.size()) {
      return false;
    }
    for (int i = 0; i < keys.size(); i++) {
      Object name = Property.follow(elements.get(i), steps, way.passed().size());
      if (name == null
          || name == Accessors.BROKEN
          || !Key.symbolOf(keys.get(i)).equals(symbols.of(name))) {
        return false;
      }
    }
    return true;
  }

  private boolean beginAs(Asked asked, @Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    return Part.begin(asked.keys().get(0), named, components, self, arguments);
  }

  /** What all keys of a call have in common besides who is asked. */
  private Object @Nullable [] shared(
      Asked.Way way, @Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    Object[] parts =
        others.length == 0 ? NOTHING_ELSE : Part.components(others, components, self, arguments);
    if (parts == null || places.get(0).whole() || way.passed().isEmpty()) {
      return parts;
    }
    return with(parts, rest.rest(way.passed().get(0), places.get(0)));
  }

  private static Object[] with(Object[] parts, Object further) {
    Object[] all = Arrays.copyOf(parts, parts.length + 1);
    all[parts.length] = further;
    return all;
  }

  /** The form in which keys have what a client calls a symbol; null has none. */
  public @Nullable Object symbol(@Nullable Object raw) throws UnkeyableException {
    return raw == null ? null : symbols.of(raw);
  }

  private List<@Nullable Object> elements(Object end) throws UnkeyableException {
    if (separator != null && end instanceof String) {
      return Container.elements((String) end, separator);
    }
    if (!Container.is(end)) {
      throw new UnkeyableException(
          DiagnosticCode.R025,
          "`" + path + "` leads to a `" + end.getClass().getName() + "`, which holds no symbols",
          help(end instanceof String));
    }
    return Container.elements(end);
  }

  /** How to mend a path that leads to no symbols. */
  static String help(boolean text) {
    return text
        ? "say what stands between them: `separator: ','`"
        : "let `symbols` lead to an array, a collection or a text";
  }

  private @Nullable Object key(
      Object scope, boolean plain, Object element, Asked.Way way, Object[] shared)
      throws UnkeyableException {
    Object name = Property.follow(element, steps, way.passed().size());
    if (name == null || name == Accessors.BROKEN) {
      return null;
    }
    Object symbol = symbols.of(name);
    if (way.passed().size() == steps.length) {
      return Key.of(scope, plain, symbol, shared);
    }
    Object rest = this.rest.rest(element, places.get(way.passed().size()));
    return Key.of(scope, false, symbol, with(shared, rest));
  }
}
