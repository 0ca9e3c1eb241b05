package io.tickcache.agent.metrics;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Functions of an {@code AtomicReference<double[]>} that are made of the JDK's parts alone. Whoever
 * keeps one keeps nothing of the agent, which a lambda would be part of.
 */
final class JdkFunctions {

  private JdkFunctions() {}

  /** The number at a place. */
  static ToDoubleFunction<?> number(int place) throws ReflectiveOperationException {
    return make(ToDoubleFunction.class, handle(place));
  }

  /** The whole number at a place. */
  static ToLongFunction<?> whole(int place) throws ReflectiveOperationException {
    MethodHandle number = handle(place);
    MethodType type = number.type().changeReturnType(long.class);
    return make(ToLongFunction.class, MethodHandles.explicitCastArguments(number, type));
  }

  private static MethodHandle handle(int place) throws ReflectiveOperationException {
    MethodHandle get =
        MethodHandles.publicLookup()
            .findVirtual(AtomicReference.class, "get", MethodType.methodType(Object.class));
    MethodHandle numbers = get.asType(MethodType.methodType(double[].class, AtomicReference.class));
    MethodHandle element =
        MethodHandles.insertArguments(MethodHandles.arrayElementGetter(double[].class), 1, place);
    return MethodHandles.filterReturnValue(numbers, element);
  }

  /** Before Java 22 it is of a class of the context class loader's, which is not to be ours. */
  private static <T> T make(Class<T> type, MethodHandle handle) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    try {
      return MethodHandleProxies.asInterfaceInstance(type, handle);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
