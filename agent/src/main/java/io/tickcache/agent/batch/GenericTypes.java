package io.tickcache.agent.batch;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What types say of their parts, with the arguments of generic ones put in. */
final class GenericTypes {

  private GenericTypes() {}

  static Class<?> erasure(Type type) {
    if (type instanceof Class) {
      return (Class<?>) type;
    }
    if (type instanceof ParameterizedType) {
      return erasure(((ParameterizedType) type).getRawType());
    }
    if (type instanceof GenericArrayType) {
      return arrayOf(erasure(((GenericArrayType) type).getGenericComponentType()));
    }
    return type instanceof TypeVariable
        ? erasure(((TypeVariable<?>) type).getBounds()[0])
        : erasure(((WildcardType) type).getUpperBounds()[0]);
  }

  private static Class<?> arrayOf(Class<?> component) {
    return Array.newInstance(component, 0).getClass();
  }

  /** A raw type says nothing of its elements. */
  static Type argument(Type type, int index) {
    if (!(type instanceof ParameterizedType)) {
      return Object.class;
    }
    Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
    return index < arguments.length ? arguments[index] : Object.class;
  }

  /** The type of an array's or a collection's elements. */
  static Type element(Type type) {
    if (type instanceof GenericArrayType) {
      return ((GenericArrayType) type).getGenericComponentType();
    }
    Class<?> component = erasure(type).getComponentType();
    return component == null ? argument(type, 0) : component;
  }

  /**
   * The type of a field; of several by that name the nearest one's.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Type field(Type owner, String name) {
    Type at = owner;
    while (at != null) {
      Class<?> type = erasure(at);
      Map<TypeVariable<?>, Type> known = arguments(at);
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name) && !Modifier.isStatic(field.getModifiers())) {
          return with(known, field.getGenericType());
        }
      }
      Type parent = type.getGenericSuperclass();
      at = parent == null ? null : with(known, parent);
    }
    throw new IllegalArgumentException(owner + " has no field " + name);
  }

  private static Map<TypeVariable<?>, Type> arguments(Type type) {
    Map<TypeVariable<?>, Type> arguments = new HashMap<>();
    TypeVariable<?>[] variables = erasure(type).getTypeParameters();
    for (int i = 0; i < variables.length && type instanceof ParameterizedType; i++) {
      arguments.put(variables[i], ((ParameterizedType) type).getActualTypeArguments()[i]);
    }
    return arguments;
  }

  private static Type with(Map<TypeVariable<?>, Type> known, Type type) {
    if (type instanceof TypeVariable) {
      Type argument = known.get(type);
      return argument == null ? type : argument;
    }
    if (type instanceof WildcardType) {
      return with(known, ((WildcardType) type).getUpperBounds()[0]);
    }
    if (type instanceof GenericArrayType) {
      return arrayOf(erasure(with(known, ((GenericArrayType) type).getGenericComponentType())));
    }
    return type instanceof ParameterizedType ? with(known, (ParameterizedType) type) : type;
  }

  private static Type with(Map<TypeVariable<?>, Type> known, ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = with(known, arguments[i]);
    }
    return new Parameterized(erasure(type), arguments);
  }

  /** A generic class with its arguments. */
  static Type of(Class<?> raw, Type... arguments) {
    return new Parameterized(raw, arguments);
  }

  private static final class Parameterized implements ParameterizedType {
    private final Class<?> raw;
    private final Type[] arguments;

    Parameterized(Class<?> raw, Type... arguments) {
      this.raw = raw;
      this.arguments = arguments;
    }

    @Override
    public Type[] getActualTypeArguments() {
      return arguments.clone();
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return raw.getDeclaringClass();
    }
  }
}
