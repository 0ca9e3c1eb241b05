package io.tickcache.agent.instrument;

import io.tickcache.rules.Callback;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * Which callbacks an answer from a cache can be handed to, as far as declared types tell: those of
 * which all is known that their method of success takes.
 */
final class Callbacks {

  private Callbacks() {}

  /** Why calls of the method can't be answered by its callback, or null if they may be. */
  static @Nullable String refusal(Callback callback, MethodDescription method) {
    if (!method.getReturnType().represents(void.class)) {
      return "the method returns a `"
          + method.getReturnType().asErasure().getName()
          + "` beside its callback; a live handle of a call can't come from a cache";
    }
    int arguments = method.getParameters().size();
    if (callback.argument() >= arguments) {
      return "the callback is said to be `arg"
          + callback.argument()
          + "`, but the method has "
          + (arguments == 1 ? "1 argument" : arguments + " arguments");
    }
    TypeDescription type = method.getParameters().get(callback.argument()).getType().asErasure();
    if (!type.isInterface()) {
      return "`arg"
          + callback.argument()
          + "` is a `"
          + type.getName()
          + "`; only an interface can be stood in for";
    }
    String success = refusalOfSuccess(callback, type);
    String failure = callback.failure();
    return success != null || failure == null ? success : absence(failure, type);
  }

  /** The type of the answer that a callback gets, where it isn't refused. */
  static TypeDescription.Generic answer(Callback callback, MethodDescription method) {
    TypeDescription type = method.getParameters().get(callback.argument()).getType().asErasure();
    MethodDescription success = named(callback.success(), type).get(0);
    return success.getParameters().get(callback.value()).getType();
  }

  private static @Nullable String refusalOfSuccess(Callback callback, TypeDescription type) {
    String absence = absence(callback.success(), type);
    if (absence != null) {
      return absence;
    }
    MethodDescription success = named(callback.success(), type).get(0);
    int parameters = success.getParameters().size();
    if (callback.value() >= parameters) {
      return "`" + Hierarchy.signature(success) + "` has no parameter " + callback.value();
    }
    if (parameters > 1) {
      return "`"
          + Hierarchy.signature(success)
          + "` takes more than the answer, and the rest of it can't be known when the answer comes"
          + " from a cache";
    }
    return Results.refusalOfValue(success.getParameters().get(0).getType().asErasure());
  }

  /** Why there is no telling which method has this name. */
  private static @Nullable String absence(String name, TypeDescription type) {
    List<MethodDescription> named = named(name, type);
    if (named.size() == 1) {
      return null;
    }
    return "`"
        + type.getName()
        + "` has "
        + (named.isEmpty() ? "no method `" : "several methods `")
        + name
        + "`; its methods are "
        + listed(methods(type));
  }

  private static List<MethodDescription> named(String name, TypeDescription type) {
    List<MethodDescription> named = new ArrayList<>();
    for (MethodDescription method : methods(type)) {
      if (method.getInternalName().equals(name)) {
        named.add(method);
      }
    }
    return named;
  }

  /** The methods that a caller of the interface has; a bridge stands for the one it leads to. */
  private static List<MethodDescription> methods(TypeDescription type) {
    List<MethodDescription> methods = new ArrayList<>();
    addMethods(type, new HashSet<String>(), methods);
    return methods;
  }

  private static void addMethods(
      TypeDescription type, Set<String> seen, List<MethodDescription> methods) {
    for (MethodDescription method : type.getDeclaredMethods()) {
      boolean callable = method.isVirtual() && !method.isPrivate();
      if (callable
          && seen.add(method.getInternalName() + method.getDescriptor())
          && !method.isBridge()) {
        methods.add(method);
      }
    }
    for (TypeDescription parent : Hierarchy.parents(type)) {
      addMethods(parent, seen, methods);
    }
  }

  private static String listed(List<MethodDescription> methods) {
    List<String> signatures = new ArrayList<>();
    for (MethodDescription method : methods) {
      signatures.add(Hierarchy.signature(method));
    }
    return "`" + String.join("`, `", signatures) + "`";
  }
}
