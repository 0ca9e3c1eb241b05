package io.tickcache.agent.instrument;

import io.tickcache.agent.key.PropertyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.description.type.TypeList;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * A type as its class file tells of it. Where a class file is missing, nothing is known. Confined
 * to one thread.
 */
final class DeclaredType implements PropertyType {

  private final TypeDefinition type;
  private final TypeDescription erasure;

  DeclaredType(TypeDescription.Generic type) {
    this(type, type.asErasure());
  }

  DeclaredType(TypeDescription type) {
    this(type, type);
  }

  private DeclaredType(TypeDefinition type, TypeDescription erasure) {
    this.type = type.getSort().isNonGeneric() || type.getSort().isParameterized() ? type : erasure;
    this.erasure = erasure;
  }

  @Override
  public String name() {
    return erasure.getName();
  }

  /**
   * False only for a class that surely has no value equality; what a call really passes is looked
   * at again then.
   */
  @Override
  public boolean keyable() {
    try {
      return erasure.isPrimitive()
          || erasure.isArray()
          || erasure.isInterface()
          || erasure.isEnum()
          || erasure.represents(Object.class)
          || erasure.isAssignableTo(java.util.Date.class)
          || erasure.isAssignableTo(java.util.Collection.class)
          || erasure.isAssignableTo(java.util.Map.class)
          || erasure.represents(java.util.Optional.class)
          || erasure.isAbstract()
          || (defines("equals", 1) && defines("toString", 0));
    } catch (TypePool.Resolution.NoSuchTypeException unknown) {
      return true;
    }
  }

  private boolean defines(String name, int parameters) {
    for (TypeDefinition at = erasure; at != null && isOwn(at); at = at.getSuperClass()) {
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

  @Override
  public boolean many() {
    try {
      return erasure.isArray() || erasure.isAssignableTo(Iterable.class);
    } catch (TypePool.Resolution.NoSuchTypeException unknown) {
      return false;
    }
  }

  @Override
  public Knowledge knowledge() {
    try {
      if (erasure.isPrimitive() || erasure.isArray()) {
        return Knowledge.ALL;
      }
      if (erasure.isInterface()
          || erasure.represents(Object.class)
          || erasure.isAssignableTo(java.util.Map.class)) {
        return Knowledge.NOTHING;
      }
      properties();
      return erasure.isFinal()
          ? Knowledge.ALL
          : erasure.isAbstract() ? Knowledge.NOTHING : Knowledge.LIKELY;
    } catch (TypePool.Resolution.NoSuchTypeException unknown) {
      return Knowledge.NOTHING;
    }
  }

  TypeDescription erasure() {
    return erasure;
  }

  /** What a value of it holds, where it is {@link #many}; null where that isn't declared. */
  @Nullable DeclaredType element() {
    if (type.isArray()) {
      TypeDefinition component = type.getComponentType();
      return component == null ? null : new DeclaredType(component.asGenericType());
    }
    boolean ofJdk = isOfJdk(type) && type.getSort().isParameterized();
    TypeList.Generic held = ofJdk ? type.asGenericType().getTypeArguments() : null;
    return held == null || held.size() != 1 || held.get(0).getSort().isWildcard()
        ? null
        : new DeclaredType(held.get(0));
  }

  /** The type at the end of a path that starts with a value of this one, where it is declared. */
  @Nullable DeclaredType end(List<String> steps) {
    DeclaredType at = this;
    for (String step : steps) {
      at = at == null ? null : at.property(step);
    }
    return at;
  }

  @Override
  public @Nullable DeclaredType property(String name) {
    try {
      TypeDescription.Generic found = find(name);
      return found == null ? null : new DeclaredType(found);
    } catch (TypePool.Resolution.NoSuchTypeException unknown) {
      return null;
    }
  }

  /** In the order in which values are read; a getter's name says all that its order decides. */
  private TypeDescription.@Nullable Generic find(String name) {
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    String[] getters =
        erasure.isRecord()
            ? new String[] {name, "get" + capital, "is" + capital}
            : new String[] {"get" + capital, "is" + capital, name};
    for (String getter : getters) {
      TypeDescription.Generic result = getter(type, getter);
      if (result != null) {
        return result;
      }
    }
    for (TypeDefinition at = type; at != null && isOwn(at); at = at.getSuperClass()) {
      for (FieldDescription field : at.getDeclaredFields()) {
        if (field.getName().equals(name) && isReadable(field)) {
          return field.getType();
        }
      }
    }
    return null;
  }

  private static TypeDescription.@Nullable Generic getter(
      @Nullable TypeDefinition type, String name) {
    for (TypeDefinition at = type; at != null && isOwn(at); at = at.getSuperClass()) {
      for (MethodDescription method : at.getDeclaredMethods()) {
        if (method.getInternalName().equals(name) && isGetter(method)) {
          return method.getReturnType();
        }
      }
      for (TypeDefinition parent : at.getInterfaces()) {
        TypeDescription.Generic result = getter(parent, name);
        if (result != null) {
          return result;
        }
      }
    }
    return null;
  }

  @Override
  public List<String> properties() {
    Set<String> names = new TreeSet<>();
    if (!erasure.isPrimitive() && !erasure.isArray() && !erasure.represents(String.class)) {
      addProperties(type, names);
    }
    return new ArrayList<>(names);
  }

  private static void addProperties(TypeDefinition type, Set<String> names) {
    for (TypeDefinition at = type; at != null && isOwn(at); at = at.getSuperClass()) {
      for (FieldDescription field : at.getDeclaredFields()) {
        if (isReadable(field) && !isOfJdk(at)) {
          names.add(field.getName());
        }
      }
      addGetters(at, names);
    }
  }

  private static void addGetters(TypeDefinition type, Set<String> names) {
    for (MethodDescription method : type.getDeclaredMethods()) {
      String name = method.getInternalName();
      boolean seen = method.isPublic() || !isOfJdk(type);
      if (seen && isGetter(method) && name.startsWith("get") && name.length() > 3) {
        names.add(Character.toLowerCase(name.charAt(3)) + name.substring(4));
      }
    }
    for (TypeDefinition parent : type.getInterfaces()) {
      addGetters(parent, names);
    }
  }

  private static boolean isOwn(TypeDefinition type) {
    return !type.represents(Object.class);
  }

  /** What such a type doesn't make public can't be opened. */
  private static boolean isOfJdk(TypeDefinition type) {
    return type.asErasure().getName().startsWith("java.");
  }

  private static boolean isReadable(FieldDescription field) {
    return !field.isStatic() && !field.isSynthetic();
  }

  private static boolean isGetter(MethodDescription method) {
    return method.isMethod()
        && method.getParameters().isEmpty()
        && !method.getReturnType().represents(void.class)
        && !method.isStatic()
        && !method.isBridge();
  }
}
