package io.tickcache.agent.instrument;

import io.tickcache.rules.MethodPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.description.type.TypeList;
import net.bytebuddy.pool.TypePool;

/**
 * Questions about a class and its supertypes, asked of class files: no class of the application is
 * loaded for an answer.
 */
final class Hierarchy {

  private Hierarchy() {}

  /**
   * Whether a rule for the pattern's type means this class: by its name, or as an implementation of
   * it.
   */
  static boolean governs(MethodPattern pattern, TypeDescription type) {
    return pattern.matchesType(type.getName()) || implementsMatch(pattern, type);
  }

  private static boolean implementsMatch(MethodPattern pattern, TypeDescription type) {
    for (TypeDescription parent : parents(type)) {
      boolean open = parent.isInterface() || parent.isAbstract();
      if ((open && pattern.matchesType(parent.getName())) || implementsMatch(pattern, parent)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The methods with a body that the class itself declares and the pattern means. A pattern with
   * the parameters of a generic interface means the method that the compiler's bridge leads to.
   */
  static List<MethodDescription.InDefinedShape> declared(
      MethodPattern pattern, TypeDescription type) {
    List<MethodDescription.InDefinedShape> named = new ArrayList<>();
    for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
      if (method.getInternalName().equals(pattern.method()) && !method.isAbstract()) {
        named.add(method);
      }
    }
    List<MethodDescription.InDefinedShape> matches = new ArrayList<>();
    for (MethodDescription.InDefinedShape method : named) {
      if (!method.isBridge() && (matches(pattern, method) || isBridged(pattern, method, named))) {
        matches.add(method);
      }
    }
    return matches;
  }

  private static boolean matches(MethodPattern pattern, MethodDescription method) {
    return pattern.matchesParameters(parameterTypes(method));
  }

  private static boolean isBridged(
      MethodPattern pattern,
      MethodDescription method,
      List<MethodDescription.InDefinedShape> overloads) {
    for (MethodDescription bridge : overloads) {
      if (bridge.isBridge() && matches(pattern, bridge) && accepts(bridge, method)) {
        return true;
      }
    }
    return false;
  }

  private static boolean accepts(MethodDescription bridge, MethodDescription method) {
    TypeList wide = bridge.getParameters().asTypeList().asErasures();
    TypeList narrow = method.getParameters().asTypeList().asErasures();
    if (wide.size() != narrow.size()) {
      return false;
    }
    for (int i = 0; i < wide.size(); i++) {
      if (!narrow.get(i).isAssignableTo(wide.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The supertypes that declare a method of the pattern which the class inherits: nothing nearer
   * overrides it.
   */
  static List<TypeDescription> declaringParents(MethodPattern pattern, TypeDescription type) {
    List<TypeDescription> found = new ArrayList<>();
    Set<String> overridden = new HashSet<>();
    for (MethodDescription method : declared(pattern, type)) {
      overridden.add(method.getDescriptor());
    }
    addDeclaringParents(pattern, type, overridden, found);
    return found;
  }

  private static void addDeclaringParents(
      MethodPattern pattern,
      TypeDescription type,
      Set<String> overridden,
      List<TypeDescription> found) {
    for (TypeDescription parent : parents(type)) {
      boolean inherits = false;
      for (MethodDescription method : declared(pattern, parent)) {
        inherits |= overridden.add(method.getDescriptor());
      }
      if (inherits) {
        found.add(parent);
      }
      addDeclaringParents(pattern, parent, overridden, found);
    }
  }

  /** Whether the pattern means a method by its name and parameters. */
  static boolean means(MethodPattern pattern, MethodDescription method) {
    return method.getInternalName().equals(pattern.method()) && matches(pattern, method);
  }

  /** Whether the type has a method of the pattern, its own or inherited, with a body or without. */
  static boolean has(MethodPattern pattern, TypeDescription type) {
    for (MethodDescription method : type.getDeclaredMethods()) {
      if (means(pattern, method)) {
        return true;
      }
    }
    for (TypeDescription parent : parents(type)) {
      if (has(pattern, parent)) {
        return true;
      }
    }
    return false;
  }

  /** The overloads of the pattern's method, for a message. */
  static List<String> overloads(MethodPattern pattern, TypeDescription type) {
    List<String> texts = new ArrayList<>();
    for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
      if (method.getInternalName().equals(pattern.method()) && !method.isBridge()) {
        texts.add(signature(method));
      }
    }
    return texts;
  }

  /** A method as a person would write it: name and simple parameter types. */
  static String signature(MethodDescription method) {
    StringBuilder text = new StringBuilder(method.getInternalName()).append('(');
    String separator = "";
    for (ParameterDescription parameter : method.getParameters()) {
      text.append(separator).append(parameter.getType().asErasure().getSimpleName());
      separator = ", ";
    }
    return text.append(')').toString();
  }

  /** Methods as {@link #signature} writes them, for a message. */
  static String signatures(List<? extends MethodDescription> methods) {
    StringBuilder text = new StringBuilder();
    for (MethodDescription method : methods) {
      text.append(text.length() == 0 ? "`" : "`, `").append(signature(method));
    }
    return text.append('`').toString();
  }

  private static List<String> parameterTypes(MethodDescription method) {
    List<String> types = new ArrayList<>();
    for (ParameterDescription parameter : method.getParameters()) {
      types.add(binaryName(parameter.getType().asErasure()));
    }
    return types;
  }

  static String binaryName(TypeDescription type) {
    TypeDescription component = type.getComponentType();
    return component == null ? type.getName() : binaryName(component) + "[]";
  }

  /** The direct supertypes whose class files can be found; one that can't be has no say. */
  static List<TypeDescription> parents(TypeDescription type) {
    List<TypeDescription> parents = new ArrayList<>();
    try {
      TypeDefinition superclass = type.getSuperClass();
      if (superclass != null && !superclass.represents(Object.class)) {
        addIfFound(parents, superclass);
      }
      for (TypeDefinition parent : type.getInterfaces()) {
        addIfFound(parents, parent);
      }
    } catch (TypePool.Resolution.NoSuchTypeException missing) {
      // The class file of the type itself is missing, so nothing is known of it.
      return parents;
    }
    return parents;
  }

  private static void addIfFound(List<TypeDescription> parents, TypeDefinition parent) {
    try {
      TypeDescription erasure = parent.asErasure();
      // Reading the modifiers reads the class file.
      if (erasure.getModifiers() != 0 || !erasure.isPrimitive()) {
        parents.add(erasure);
      }
    } catch (TypePool.Resolution.NoSuchTypeException missing) {
      return;
    }
  }
}
