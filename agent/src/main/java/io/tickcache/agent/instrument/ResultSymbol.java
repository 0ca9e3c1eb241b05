package io.tickcache.agent.instrument;

import io.tickcache.agent.key.SymbolKind;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer for many symbols tells which part is for which of them, by the names and types of
 * what it holds. Immutable.
 */
final class ResultSymbol {

  private static final String RETURN = "return";

  private final @Nullable String path;
  private final List<String> ignored;
  private final List<String> hints;

  private ResultSymbol(@Nullable String path, List<String> ignored, List<String> hints) {
    this.path = path;
    this.ignored = ignored;
    this.hints = hints;
  }

  /**
   * In answers of a type, which may be promised; null where nothing tells.
   *
   * @param symbol the type of each symbol that is asked for
   */
  static @Nullable ResultSymbol of(TypeDescription.Generic result, DeclaredType symbol) {
    TypeDescription.Generic answer =
        Results.isPromise(result.asErasure()) ? BatchResults.promised(result) : result;
    try {
      return BatchResults.isContainer(answer.asErasure())
          ? in(answer, RETURN, symbol)
          : around(answer.asErasure(), symbol);
    } catch (TypePool.Resolution.NoSuchTypeException unknown) {
      return null;
    }
  }

  private static @Nullable ResultSymbol in(
      TypeDescription.Generic container, String at, DeclaredType symbol) {
    TypeDescription.Generic element = BatchResults.held(container);
    if (element == null) {
      return null;
    }
    return BatchResults.isMap(container.asErasure())
        ? inMap(container, element, at, symbol)
        : inElements(container.asErasure(), element, at, symbol);
  }

  private static @Nullable ResultSymbol inMap(
      TypeDescription.Generic map, TypeDescription.Generic value, String at, DeclaredType symbol) {
    DeclaredType key = new DeclaredType(map.getTypeArguments().get(0));
    if (key.name().equals(symbol.name())) {
      return named(at.equals(RETURN) ? null : at);
    }
    ResultSymbol byKey = property(key, at + ".key", symbol);
    return byKey == null ? property(new DeclaredType(value), at + ".value", symbol) : byKey;
  }

  private static @Nullable ResultSymbol inElements(
      TypeDescription container, TypeDescription.Generic element, String at, DeclaredType symbol) {
    ResultSymbol named = property(new DeclaredType(element), at, symbol);
    if (named != null || !at.equals(RETURN) || BatchResults.isUnordered(container)) {
      return named;
    }
    return new ResultSymbol(
        null,
        Collections.<String>emptyList(),
        Collections.singletonList(
            "what it answers with names no symbols: good only if it comes in the order of the"
                + " symbols, with null where there is none"));
  }

  private static ResultSymbol named(@Nullable String path) {
    return new ResultSymbol(path, Collections.<String>emptyList(), Collections.<String>emptyList());
  }

  /** By a property that is like a symbol, of the symbols' own type or the text of one. */
  private static @Nullable ResultSymbol property(
      DeclaredType holder, String at, DeclaredType symbol) {
    List<String> paths = new ArrayList<>();
    for (String name : holder.properties()) {
      DeclaredType type = MarketWords.nameSymbol(name) ? holder.property(name) : null;
      if (type != null && (type.name().equals(symbol.name()) || isTextOf(type, symbol, at))) {
        paths.add(at + "." + name);
      }
    }
    if (paths.size() < 2) {
      return paths.isEmpty() ? null : named(paths.get(0));
    }
    String exact = at + ".symbol";
    String chosen = paths.contains(exact) ? exact : paths.get(0);
    paths.remove(chosen);
    String hint = "`result-symbol` is a guess; it may also be `" + String.join("`, `", paths) + "`";
    return new ResultSymbol(
        chosen, Collections.<String>emptyList(), Collections.singletonList(hint));
  }

  /** An element may name a number or an enum by its text, an entry of a map may not. */
  private static boolean isTextOf(DeclaredType type, DeclaredType symbol, String at) {
    boolean entry = at.endsWith(".key") || at.endsWith(".value");
    TypeDescription asked = symbol.erasure();
    boolean plain = asked.isEnum() || SymbolKind.isPlain(symbol.name());
    return !entry && plain && type.name().equals(String.class.getName());
  }

  /**
   * Within an object of the application's that holds one such container, and what else it has. A
   * page of an answer needn't have all of any symbol.
   */
  private static @Nullable ResultSymbol around(TypeDescription wrapper, DeclaredType symbol) {
    ResultSymbol found = null;
    List<String> others = new ArrayList<>();
    for (FieldDescription field : fields(wrapper)) {
      String at = RETURN + "." + field.getName();
      TypeDescription.Generic type = field.getType();
      ResultSymbol in = BatchResults.isContainer(type.asErasure()) ? in(type, at, symbol) : null;
      if ((in != null && found != null) || MarketWords.namePage(field.getName())) {
        return null;
      }
      if (in == null) {
        others.add(at);
      } else {
        found = in;
      }
    }
    if (found == null || others.isEmpty()) {
      return found;
    }
    List<String> hints = new ArrayList<>(found.hints);
    hints.add(
        "`ignore` says that callers don't mind of which answer "
            + (others.size() == 1 ? "that is" : "those are"));
    return new ResultSymbol(found.path, others, hints);
  }

  private static List<FieldDescription> fields(TypeDescription type) {
    List<FieldDescription> fields = new ArrayList<>();
    for (TypeDefinition at = type;
        at != null && !at.asErasure().getName().startsWith("java.");
        at = at.getSuperClass()) {
      for (FieldDescription field : at.getDeclaredFields()) {
        if (!field.isStatic()) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  /** Where the parts name their symbols; null where their keys or their order tell. */
  @Nullable ValuePath path() {
    return path == null ? null : ValuePath.parse(path);
  }

  /** Whether keys or names tell, and leave no choice. */
  boolean isSure() {
    return hints.isEmpty();
  }

  /** What else an object around them holds. */
  List<ValuePath> ignored() {
    List<ValuePath> paths = new ArrayList<>();
    for (String other : ignored) {
      paths.add(ValuePath.parse(other));
    }
    return paths;
  }

  /** What is left to decide, a line for each. */
  List<String> hints() {
    return hints;
  }
}
