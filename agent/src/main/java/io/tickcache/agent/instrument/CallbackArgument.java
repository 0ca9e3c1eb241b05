package io.tickcache.agent.instrument;

import io.tickcache.rules.Callback;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * The argument through which a method hands out its one answer, where names tell which it is and
 * which of its methods takes the answer. Immutable.
 */
final class CallbackArgument {

  private final Callback callback;
  private final TypeDescription.Generic answer;
  private final String type;
  private final List<String> silent;

  private CallbackArgument(
      Callback callback, TypeDescription.Generic answer, String type, List<String> silent) {
    this.callback = callback;
    this.answer = answer;
    this.type = type;
    this.silent = silent;
  }

  /** That of a method that asks and returns nothing; null where there is none, or a choice. */
  static @Nullable CallbackArgument of(MethodDescription method) {
    if (!method.getReturnType().represents(void.class)
        || !MarketWords.ask(method.getInternalName())) {
      return null;
    }
    ParameterDescription found = null;
    for (ParameterDescription parameter : method.getParameters()) {
      if (MarketWords.nameListener(parameter.getType().asErasure().getSimpleName())) {
        if (found != null) {
          return null;
        }
        found = parameter;
      }
    }
    try {
      return found == null || !MarketWords.nameCallback(name(found)) ? null : of(found);
    } catch (TypePool.Resolution.NoSuchTypeException missing) {
      return null;
    }
  }

  private static String name(ParameterDescription parameter) {
    return parameter.getType().asErasure().getSimpleName();
  }

  private static @Nullable CallbackArgument of(ParameterDescription parameter) {
    List<MethodDescription> answering = new ArrayList<>();
    List<MethodDescription> failing = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (MethodDescription method : abstractMethods(parameter.getType())) {
      if (method.getParameters().size() != 1) {
        silent.add(method.getInternalName());
      } else if (isFailure(method)) {
        failing.add(method);
      } else {
        answering.add(method);
      }
    }
    if (answering.size() != 1 || failing.size() > 1) {
      return null;
    }
    MethodDescription success = answering.get(0);
    String failure = failing.isEmpty() ? null : failing.get(0).getInternalName();
    return new CallbackArgument(
        Callback.of(parameter.getIndex(), success.getInternalName(), 0, failure, null),
        success.getParameters().get(0).getType(),
        name(parameter),
        Collections.unmodifiableList(silent));
  }

  private static boolean isFailure(MethodDescription method) {
    TypeDescription type = method.getParameters().get(0).getType().asErasure();
    return !type.isPrimitive() && type.isAssignableTo(Throwable.class);
  }

  private static List<MethodDescription> abstractMethods(TypeDefinition type) {
    List<MethodDescription> methods = new ArrayList<>();
    if (type.isInterface()) {
      addAbstractMethods(type, new HashSet<String>(), methods);
    }
    return methods;
  }

  private static void addAbstractMethods(
      TypeDefinition type, Set<String> seen, List<MethodDescription> methods) {
    for (MethodDescription method : type.getDeclaredMethods()) {
      if (method.isAbstract() && seen.add(Hierarchy.signature(method))) {
        methods.add(method);
      }
    }
    for (TypeDefinition parent : type.getInterfaces()) {
      addAbstractMethods(parent, seen, methods);
    }
  }

  /** As a rule says it. */
  Callback callback() {
    return callback;
  }

  /** What its method of success gets. */
  TypeDescription.Generic answer() {
    return answer;
  }

  /** The simple name of its type. */
  String type() {
    return type;
  }

  /** Its methods that take neither the answer nor a failure, which nothing calls on a hit. */
  List<String> silent() {
    return silent;
  }
}
