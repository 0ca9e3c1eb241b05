package io.tickcache.agent.instrument;

import io.tickcache.agent.key.PropertyType;
import java.util.Map;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** The argument of a method that is most like a symbol, and how like it is. Immutable. */
final class SymbolArgument {

  private static final int BY_NAME = 3;
  private static final int BY_PROPERTY = 2;

  /** The constants of an enum are few and fixed, and what a map holds isn't declared. */
  private static final int BY_GUESS = 2;

  private static final int BY_TYPE_ALONE = 1;

  private final int likelihood;
  private final String path;
  private final String text;

  private SymbolArgument(int likelihood, String path, String text) {
    this.likelihood = likelihood;
    this.path = path;
    this.text = text;
  }

  /** The likeliest, the first of equals; null if none is like a symbol. */
  static @Nullable SymbolArgument of(MethodDescription method) {
    SymbolArgument best = null;
    for (ParameterDescription parameter : method.getParameters()) {
      SymbolArgument found = of(parameter, method.getParameters().size() == 1);
      if (found != null && (best == null || found.likelihood > best.likelihood)) {
        best = found;
      }
    }
    return best;
  }

  int likelihood() {
    return likelihood;
  }

  /** Where a rule finds the symbol, such as {@code arg0}. */
  String path() {
    return path;
  }

  /** The argument in words. */
  String text() {
    return text;
  }

  private static @Nullable SymbolArgument of(ParameterDescription parameter, boolean only) {
    TypeDescription type = parameter.getType().asErasure();
    String path = "arg" + parameter.getIndex();
    boolean named = parameter.isNamed();
    String text =
        named
            ? "`" + parameter.getName() + "` (" + type.getSimpleName() + ")"
            : "an argument of type " + type.getSimpleName();
    if (type.represents(String.class)) {
      return text(parameter, only, path, text);
    }
    if (isMapOfNames(parameter.getType())) {
      String guess = "an entry of " + text + ", guessed to be `symbol`,";
      return new SymbolArgument(BY_GUESS, path + ".symbol", guess);
    }
    if (type.isPrimitive() || type.isArray() || type.getName().startsWith("java.")) {
      return null;
    }
    boolean likeSymbol =
        MarketWords.nameSymbol(type.getSimpleName())
            || (named && MarketWords.nameSymbol(parameter.getName()));
    if (likeSymbol && new DeclaredType(type).keyable()) {
      return new SymbolArgument(type.isEnum() ? BY_GUESS : BY_NAME, path, text);
    }
    String property = property(type);
    return property == null
        ? null
        : new SymbolArgument(
            BY_PROPERTY, path + "." + property, "the `" + property + "` of " + text);
  }

  private static @Nullable SymbolArgument text(
      ParameterDescription parameter, boolean only, String path, String text) {
    if (parameter.isNamed()) {
      return MarketWords.nameSymbol(parameter.getName())
          ? new SymbolArgument(BY_NAME, path, text)
          : null;
    }
    return only ? new SymbolArgument(BY_TYPE_ALONE, path, text) : null;
  }

  private static boolean isMapOfNames(TypeDescription.Generic type) {
    return type.getSort().isParameterized()
        && type.asErasure().represents(Map.class)
        && type.getTypeArguments().get(0).represents(String.class);
  }

  /** The text in a request that is named like a symbol, by the shortest of such names. */
  private static @Nullable String property(TypeDescription type) {
    DeclaredType request = new DeclaredType(type);
    String shortest = null;
    try {
      for (String name : request.properties()) {
        boolean shorter = shortest == null || name.length() < shortest.length();
        if (shorter && MarketWords.nameSymbol(name) && isText(request.property(name))) {
          shortest = name;
        }
      }
    } catch (TypePool.Resolution.NoSuchTypeException unknown) {
      return null;
    }
    return shortest;
  }

  private static boolean isText(@Nullable PropertyType property) {
    return property != null && property.name().equals("java.lang.String");
  }
}
