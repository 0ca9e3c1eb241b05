package io.tickcache.agent.instrument;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Calls methods of classes that only their own loader knows, by name. */
public final class Calls {

  private Calls() {}

  public static Object create(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Calls the only method of this name that takes so many arguments. */
  public static Object call(Object self, String name, Object... arguments) throws Throwable {
    return invoke(self.getClass(), self, name, arguments);
  }

  public static Object callStatic(Class<?> type, String name, Object... arguments)
      throws Throwable {
    return invoke(type, null, name, arguments);
  }

  private static Object invoke(Class<?> type, Object self, String name, Object[] arguments)
      throws Throwable {
    Method method = find(type, name, arguments.length);
    method.setAccessible(true);
    try {
      return method.invoke(self, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  private static Method find(Class<?> type, String name, int parameters) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Method method : at.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && method.getParameterCount() == parameters
            && !method.isBridge()) {
          return method;
        }
      }
    }
    throw new IllegalArgumentException("no " + name + " in " + type);
  }
}
