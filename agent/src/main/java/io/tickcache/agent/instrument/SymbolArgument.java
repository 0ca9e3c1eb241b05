package io.tickcache.agent.instrument;

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
  private final @Nullable DeclaredType each;
  private final boolean maybeSeveral;

  private SymbolArgument(
      int likelihood, String path, String text, @Nullable DeclaredType each, boolean maybeSeveral) {
    this.likelihood = likelihood;
    this.path = path;
    this.text = text;
    this.each = each;
    this.maybeSeveral = maybeSeveral;
  }

  private static SymbolArgument one(int likelihood, String path, String text) {
    return new SymbolArgument(likelihood, path, text, null, false);
  }

  /**
   * The likeliest, the first of equals; null if none is like a symbol.
   *
   * @param callback the argument that asks for nothing; below 0 for none
   */
  static @Nullable SymbolArgument of(MethodDescription method, int callback) {
    SymbolArgument best = null;
    int asking = method.getParameters().size() - (callback < 0 ? 0 : 1);
    for (ParameterDescription parameter : method.getParameters()) {
      SymbolArgument found = parameter.getIndex() == callback ? null : of(parameter, asking == 1);
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

  /** The type of each symbol where the argument holds many; null where it is one. */
  @Nullable DeclaredType each() {
    return each;
  }

  /** Whether it is one text that may name several. */
  boolean maybeSeveral() {
    return maybeSeveral;
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
      return one(BY_GUESS, path + ".symbol", guess);
    }
    DeclaredType declared = new DeclaredType(parameter.getType());
    if (isMany(declared)) {
      return many(parameter, declared.element(), only, path, text);
    }
    if (type.isPrimitive() || type.isArray() || type.getName().startsWith("java.")) {
      return null;
    }
    boolean likeSymbol =
        MarketWords.nameSymbol(type.getSimpleName())
            || (named && MarketWords.nameSymbol(parameter.getName()));
    if (likeSymbol && new DeclaredType(type).keyable()) {
      return one(type.isEnum() ? BY_GUESS : BY_NAME, path, text);
    }
    return property(type, path, text);
  }

  private static boolean isMany(DeclaredType type) {
    return type.many() && (type.erasure().isArray() || type.name().startsWith("java."));
  }

  private static @Nullable SymbolArgument many(
      ParameterDescription parameter,
      @Nullable DeclaredType each,
      boolean only,
      String path,
      String text) {
    if (each == null || !each.keyable() || each.many()) {
      return null;
    }
    boolean named =
        parameter.isNamed() ? MarketWords.nameSymbol(parameter.getName()) : only && isText(each);
    boolean typed = MarketWords.nameSymbol(each.erasure().getSimpleName());
    if (!named && !typed) {
      return null;
    }
    int likelihood = parameter.isNamed() || typed ? BY_NAME : BY_TYPE_ALONE;
    return new SymbolArgument(likelihood, path, "each of " + text, each, false);
  }

  private static @Nullable SymbolArgument text(
      ParameterDescription parameter, boolean only, String path, String text) {
    if (parameter.isNamed()) {
      boolean several = MarketWords.nameSeveral(parameter.getName());
      return MarketWords.nameSymbol(parameter.getName())
          ? new SymbolArgument(BY_NAME, path, text, null, several)
          : null;
    }
    return only ? new SymbolArgument(BY_TYPE_ALONE, path, text, null, true) : null;
  }

  private static boolean isMapOfNames(TypeDescription.Generic type) {
    return type.getSort().isParameterized()
        && type.asErasure().represents(Map.class)
        && type.getTypeArguments().get(0).represents(String.class);
  }

  /**
   * What in a request is named like a symbol, by the shortest of such names: a text, or else a
   * collection of texts.
   */
  private static @Nullable SymbolArgument property(TypeDescription type, String path, String text) {
    DeclaredType request = new DeclaredType(type);
    String one = null;
    String many = null;
    try {
      for (String name : request.properties()) {
        DeclaredType property = MarketWords.nameSymbol(name) ? request.property(name) : null;
        if (property == null) {
          continue;
        }
        if (isText(property) && isShorter(name, one)) {
          one = name;
        } else if (isMany(property) && isText(property.element()) && isShorter(name, many)) {
          many = name;
        }
      }
      if (one != null) {
        return one(BY_PROPERTY, path + "." + one, "the `" + one + "` of " + text);
      }
      DeclaredType holder = many == null ? null : request.property(many);
      return many == null || holder == null
          ? null
          : new SymbolArgument(
              BY_PROPERTY,
              path + "." + many,
              "each of the `" + many + "` of " + text,
              holder.element(),
              false);
    } catch (TypePool.Resolution.NoSuchTypeException unknown) {
      return null;
    }
  }

  private static boolean isShorter(String name, @Nullable String other) {
    return other == null || name.length() < other.length();
  }

  private static boolean isText(@Nullable DeclaredType type) {
    return type != null && type.name().equals("java.lang.String");
  }
}
