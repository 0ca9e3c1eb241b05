package io.tickcache.agent.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;

/**
 * Names of generic types that are the same on every JVM; {@link Type#getTypeName} differs between
 * JDKs.
 */
final class TypeNames {

  private TypeNames() {}

  static String of(Type type) {
    StringBuilder out = new StringBuilder();
    append(type, out);
    return out.toString();
  }

  private static void append(Type type, StringBuilder out) {
    if (type instanceof Class) {
      out.append(((Class<?>) type).getName());
    } else if (type instanceof ParameterizedType) {
      append(((ParameterizedType) type).getRawType(), out);
      append(((ParameterizedType) type).getActualTypeArguments(), out.append('<'));
      out.append('>');
    } else if (type instanceof GenericArrayType) {
      append(((GenericArrayType) type).getGenericComponentType(), out);
      out.append("[]");
    } else if (type instanceof WildcardType) {
      append(((WildcardType) type).getUpperBounds(), out.append("?+"));
      append(((WildcardType) type).getLowerBounds(), out.append("-"));
    } else if (type instanceof TypeVariable) {
      out.append(((TypeVariable<?>) type).getName()); // its bounds may lead back to itself
    } else {
      throw new IllegalArgumentException("unknown kind of type: " + type.getClass().getName());
    }
  }

  private static void append(Type[] types, StringBuilder out) {
    for (Type type : types) {
      append(type, out);
      out.append(',');
    }
  }
}
