package io.tickcache.agent.dispatch;

import java.lang.reflect.Array;
import java.lang.reflect.Method;

/** Descriptors of methods, as class files spell them. */
final class Descriptors {

  private Descriptors() {}

  static String of(Method method) {
    StringBuilder text = new StringBuilder("(");
    for (Class<?> parameter : method.getParameterTypes()) {
      text.append(of(parameter));
    }
    return text.append(')').append(of(method.getReturnType())).toString();
  }

  private static String of(Class<?> type) {
    if (type == void.class) {
      return "V";
    }
    // An array's class name is its component's descriptor behind a bracket.
    return Array.newInstance(type, 0).getClass().getName().substring(1).replace('.', '/');
  }
}
