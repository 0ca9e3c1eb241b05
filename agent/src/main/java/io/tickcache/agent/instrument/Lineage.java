package io.tickcache.agent.instrument;

import io.tickcache.rules.Callback;
import io.tickcache.rules.Rule;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** A type and all that its objects are, by names. Immutable; keeps no class alive. */
final class Lineage {

  private final String name;
  private final Set<String> names;
  private final boolean isFinal;
  private final boolean isInterface;

  private Lineage(TypeDescription type, Set<String> names) {
    this.name = Hierarchy.binaryName(type);
    this.names = names;
    this.isFinal = type.isFinal();
    this.isInterface = type.isInterface();
  }

  /** Of a primitive that of its objects; null where a class file is missing that would tell. */
  static @Nullable Lineage of(TypeDescription type) {
    TypeDescription boxed = type.isPrimitive() ? type.asBoxed() : type;
    Set<String> names = new HashSet<>();
    try {
      add(boxed, names);
      return new Lineage(boxed, names);
    } catch (TypePool.Resolution.NoSuchTypeException missing) {
      return null;
    }
  }

  /** That of the answer for one symbol; null where it isn't declared. */
  static @Nullable Lineage ofAnswer(Rule rule, MethodDescription method) {
    TypeDescription.Generic answer = answer(rule, method);
    return answer == null ? null : of(new DeclaredType(answer).erasure());
  }

  private static TypeDescription.@Nullable Generic answer(Rule rule, MethodDescription method) {
    Callback callback = rule.callback();
    if (callback != null) {
      return Callbacks.answer(callback, method);
    }
    TypeDescription.Generic result = method.getReturnType();
    if (rule.symbols() != null) {
      return new BatchResults(rule).element(result);
    }
    return Results.isPromise(result.asErasure()) ? BatchResults.promised(result) : result;
  }

  private static void add(TypeDescription type, Set<String> names) {
    names.add(Object.class.getName());
    if (!names.add(Hierarchy.binaryName(type))) {
      return;
    }
    TypeDefinition parent = type.getSuperClass();
    if (parent != null) {
      add(parent.asErasure(), names);
    }
    for (TypeDefinition implemented : type.getInterfaces()) {
      add(implemented.asErasure(), names);
    }
  }

  /**
   * Whether an object of the other type may be of this one, too. A class that isn't meant to hold
   * others isn't taken to have a subclass that does.
   */
  boolean mayBe(Lineage other) {
    if (names.contains(other.name) || other.names.contains(name)) {
      return true;
    }
    if (holds() != other.holds() || (!isInterface && !other.isInterface)) {
      return isArray() && other.isArray();
    }
    return !(isInterface ? other.isFinal : isFinal);
  }

  private boolean isArray() {
    return name.endsWith("[]");
  }

  private boolean holds() {
    return isArray()
        || names.contains("java.lang.Iterable")
        || names.contains("java.util.Map")
        || names.contains("java.util.Optional");
  }

  /** The binary name. */
  @Override
  public String toString() {
    return name;
  }
}
