package io.tickcache.agent.codec;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;

/** The class that every value of a generic type is an instance of. */
final class Erasure {

  private Erasure() {}

  /** With the box in place of a primitive. */
  static Class<?> boxed(Type type) {
    return MethodType.methodType(of(type)).wrap().returnType();
  }

  private static Class<?> of(Type type) {
    if (type instanceof Class) {
      return (Class<?>) type;
    }
    if (type instanceof ParameterizedType) {
      return of(((ParameterizedType) type).getRawType());
    }
    if (type instanceof GenericArrayType) {
      Class<?> component = of(((GenericArrayType) type).getGenericComponentType());
      return Array.newInstance(component, 0).getClass();
    }
    if (type instanceof TypeVariable) {
      return of(((TypeVariable<?>) type).getBounds()[0]);
    }
    if (type instanceof WildcardType) {
      return of(((WildcardType) type).getUpperBounds()[0]);
    }
    throw new IllegalArgumentException("unknown kind of type: " + type.getClass().getName());
  }
}
