package io.tickcache.agent.instrument;

import io.tickcache.agent.key.SymbolKind;
import io.tickcache.rules.Callback;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Tells the kind of symbols by the declared type at the end of a path. */
final class DeclaredSymbol {

  private DeclaredSymbol() {}

  /** The kind of the symbols in the keys of a method that a rule answers; null if undeclared. */
  static @Nullable SymbolKind ofKeys(Rule rule, MethodDescription method) {
    ValuePath many = rule.symbols();
    if (many != null) {
      return rule.separator() == null ? at(many, method) : SymbolKind.plain();
    }
    ValuePath named = rule.symbol();
    DeclaredType end = Shapes.end(named == null ? only(rule.callback()) : named, method);
    return end == null ? null : kind(end);
  }

  /** The argument that is the symbol where none is named, because it is the only one. */
  private static ValuePath only(@Nullable Callback callback) {
    return ValuePath.parse(callback != null && callback.argument() == 0 ? "arg1" : "arg0");
  }

  /** The kind of the symbols at the end of a path, which holds one or many; null if undeclared. */
  static @Nullable SymbolKind at(ValuePath path, MethodDescription method) {
    DeclaredType end = Shapes.end(path, method);
    if (end != null && end.many()) {
      end = end.element();
    }
    return end == null || end.many() ? null : kind(end);
  }

  private static @Nullable SymbolKind kind(DeclaredType declared) {
    TypeDescription type = declared.erasure();
    type = type.isPrimitive() ? type.asBoxed() : type;
    String name = type.getName();
    try {
      if (type.isEnum() || SymbolKind.isPlain(name)) {
        return SymbolKind.plain();
      }
      if (declared.many()
          || type.represents(Optional.class)
          || type.isRecord()
          || type.isAssignableTo(Map.class)) {
        return SymbolKind.composed(name);
      }
      boolean anything = type.isInterface() || type.represents(Object.class);
      boolean ofJdk = name.startsWith("java.") && type.isAbstract();
      return anything || ofJdk || !declared.keyable() ? null : SymbolKind.object(name, top(type));
    } catch (TypePool.Resolution.NoSuchTypeException unknown) {
      return null;
    }
  }

  private static String top(TypeDescription type) {
    TypeDefinition top = type;
    for (TypeDefinition at = type;
        at != null && !at.represents(Object.class);
        at = at.getSuperClass()) {
      top = at;
    }
    return top.asErasure().getName();
  }
}
