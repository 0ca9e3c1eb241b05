package io.tickcache.agent.instrument;

import io.tickcache.agent.key.MethodShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;

/** Describes a method to the planner of its key, from class files. */
final class Shapes {

  private Shapes() {}

  static MethodShape of(MethodDescription method) {
    List<MethodShape.Parameter> parameters = new ArrayList<>();
    for (ParameterDescription parameter : method.getParameters()) {
      TypeDescription type = parameter.getType().asErasure();
      parameters.add(
          new MethodShape.Parameter(type.getName(), mayBeKeyable(type), properties(type)));
    }
    return new MethodShape(method.isStatic(), parameters);
  }

  /**
   * False only for a class that surely has no value equality; what a call really passes is looked
   * at again then.
   */
  static boolean mayBeKeyable(TypeDescription type) {
    try {
      return type.isPrimitive()
          || type.isArray()
          || type.isInterface()
          || type.isEnum()
          || type.represents(Object.class)
          || type.isAssignableTo(java.util.Date.class)
          || type.isAssignableTo(java.util.Collection.class)
          || type.isAssignableTo(java.util.Map.class)
          || type.represents(java.util.Optional.class)
          || type.isAbstract()
          || (defines(type, "equals", 1) && defines(type, "toString", 0));
    } catch (TypePool.Resolution.NoSuchTypeException unknown) {
      return true;
    }
  }

  private static boolean defines(TypeDescription type, String name, int parameters) {
    for (TypeDefinition at = type;
        at != null && !at.represents(Object.class);
        at = at.getSuperClass()) {
      for (MethodDescription method : at.getDeclaredMethods()) {
        if (method.getInternalName().equals(name)
            && method.getParameters().size() == parameters
            && !method.isAbstract()) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> properties(TypeDescription type) {
    List<String> names = new ArrayList<>();
    if (type.isPrimitive() || type.isArray() || type.getName().startsWith("java.")) {
      return names;
    }
    try {
      for (FieldDescription field : type.getDeclaredFields()) {
        if (!field.isStatic() && !field.isSynthetic()) {
          names.add(field.getName());
        }
      }
    } catch (TypePool.Resolution.NoSuchTypeException unknown) {
      return names;
    }
    Collections.sort(names);
    return names;
  }
}
