package io.tickcache.agent.dispatch;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the type variables of an interface stand for where it is named by a generic type, or by the
 * type of an interface that extends it. Immutable.
 */
final class TypeArguments {

  private final Map<TypeVariable<?>, Type> known;

  private TypeArguments(Map<TypeVariable<?>, Type> known) {
    this.known = known;
  }

  /** Those of an interface as seen from a type that is or extends it. */
  static TypeArguments of(Class<?> target, Type seenFrom) {
    Map<TypeVariable<?>, Type> known =
        find(target, seenFrom, Collections.<TypeVariable<?>, Type>emptyMap());
    return new TypeArguments(known == null ? Collections.<TypeVariable<?>, Type>emptyMap() : known);
  }

  private static @Nullable Map<TypeVariable<?>, Type> find(
      Class<?> target, Type at, Map<TypeVariable<?>, Type> outer) {
    Class<?> type = raw(at);
    if (type == null) {
      return null;
    }
    Map<TypeVariable<?>, Type> here = new HashMap<>();
    if (at instanceof ParameterizedType) {
      Type[] arguments = ((ParameterizedType) at).getActualTypeArguments();
      for (int i = 0; i < arguments.length; i++) {
        here.put(type.getTypeParameters()[i], replaced(arguments[i], outer));
      }
    }
    if (type == target) {
      return here;
    }
    for (Type parent : type.getGenericInterfaces()) {
      Map<TypeVariable<?>, Type> found = find(target, parent, here);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Class<?> raw(Type type) {
    if (type instanceof ParameterizedType) {
      return (Class<?>) ((ParameterizedType) type).getRawType();
    }
    return type instanceof Class ? (Class<?>) type : null;
  }

  /** A type with the variables replaced that are known. */
  Type in(Type type) {
    return replaced(type, known);
  }

  /** What takes a {@code ? super Quote} is given a quote. */
  private static Type replaced(Type type, Map<TypeVariable<?>, Type> known) {
    if (type instanceof TypeVariable) {
      Type argument = known.get(type);
      return argument == null ? type : argument;
    }
    if (type instanceof WildcardType) {
      Type[] lower = ((WildcardType) type).getLowerBounds();
      return replaced(
          lower.length == 0 ? ((WildcardType) type).getUpperBounds()[0] : lower[0], known);
    }
    if (type instanceof ParameterizedType) {
      ParameterizedType generic = (ParameterizedType) type;
      Type[] arguments = generic.getActualTypeArguments();
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = replaced(arguments[i], known);
      }
      return new Parameterized(generic, arguments);
    }
    return type;
  }

  /** A generic type with other arguments. */
  private static final class Parameterized implements ParameterizedType {
    private final ParameterizedType generic;
    private final Type[] arguments;

    private Parameterized(ParameterizedType generic, Type[] arguments) {
      this.generic = generic;
      this.arguments = arguments;
    }

    @Override
    public Type[] getActualTypeArguments() {
      return arguments.clone();
    }

    @Override
    public Type getRawType() {
      return generic.getRawType();
    }

    @Override
    public @Nullable Type getOwnerType() {
      return generic.getOwnerType();
    }
  }
}
