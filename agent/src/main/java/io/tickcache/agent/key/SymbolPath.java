package io.tickcache.agent.key;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.ValuePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The symbols that a call of a method, or its result, names. A step that comes to an array or a
 * collection goes on with each of its elements. Thread-safe.
 */
public final class SymbolPath {

  private final ValuePath path;
  private final Property[] steps;
  private final Symbols symbols;

  private SymbolPath(ValuePath path, Accessors accessors, Symbols symbols) {
    this.path = path;
    this.steps = accessors.properties(path.steps());
    this.symbols = symbols;
  }

  /**
   * The path in calls of a method; refused where the method has nothing there.
   *
   * @param symbolCase that of the rule
   */
  public static SymbolPath of(ValuePath path, SymbolCase symbolCase, MethodShape method)
      throws UnkeyableException {
    KeyPlanner.checkArgument(path, method);
    Accessors accessors = new Accessors();
    return new SymbolPath(path, accessors, new Symbols(symbolCase, new Components(accessors)));
  }

  /** Whether the result has to be there to tell. */
  public boolean ofResult() {
    return path.root() == ValuePath.Root.RETURN;
  }

  /**
   * The symbols that the arguments name, each once and in the form in which keys have it; null if
   * one of them can't be named because it is null, or if there is none.
   */
  public @Nullable Set<Object> before(@Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    return named(path.root() == ValuePath.Root.THIS ? self : arguments[path.argument()]);
  }

  /** As {@link #before}, for those that the result names. */
  public @Nullable Set<Object> after(@Nullable Object result) throws UnkeyableException {
    return named(result);
  }

  private @Nullable Set<Object> named(@Nullable Object start) throws UnkeyableException {
    Set<Object> named = new LinkedHashSet<>();
    return add(start, 0, named) && !named.isEmpty() ? named : null;
  }

  /** Whether no null stood in the way; one that is an element names nothing and isn't missed. */
  private boolean add(@Nullable Object at, int step, Set<Object> named) throws UnkeyableException {
    if (at == null) {
      return false;
    }
    if (Container.is(at)) {
      return addElements(at, step, named);
    }
    if (step < steps.length) {
      return add(steps[step].of(at), step + 1, named);
    }
    named.add(symbol(at));
    return true;
  }

  private Object symbol(Object at) throws UnkeyableException {
    try {
      return symbols.of(at);
    } catch (UnkeyableException unkeyable) {
      throw new UnkeyableException(
          unkeyable.code(),
          String.valueOf(unkeyable.getMessage()),
          help(Accessors.properties(at.getClass())));
    }
  }

  /** How to mend a path that ends at an object with these properties. */
  static String help(List<String> properties) {
    return properties.isEmpty()
        ? "let `symbol` lead to a text, a number or an enum, or leave it out"
        : "let `symbol` go on to one of its properties: `" + String.join("`, `", properties) + "`";
  }

  private boolean addElements(Object container, int step, Set<Object> named)
      throws UnkeyableException {
    if (Container.isWalkedOnce(container)) {
      throw new UnkeyableException(
          DiagnosticCode.R025,
          "`" + container.getClass().getName() + "` may be walked only once",
          "let `symbol` lead to an array or a collection, or leave it out");
    }
    boolean all = true;
    for (Object element : Container.elements(container)) {
      all &= element == null || add(element, step, named);
    }
    return all;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
