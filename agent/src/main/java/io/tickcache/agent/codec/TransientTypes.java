package io.tickcache.agent.codec;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * Classes of the application whose instances are bound to a call, a thread or a resource, and why.
 */
final class TransientTypes {

  private TransientTypes() {}

  /** Why no instance of {@code type} can be kept, as the end of a sentence, or null. */
  static @Nullable String reason(Class<?> type) {
    if (Proxy.isProxyClass(type)) {
      return "a dynamic proxy, whose handler can't be copied";
    }
    if (type.getName().indexOf('/') >= 0) {
      return "a lambda or hidden class, which no other process has";
    }
    String capability = capability(type);
    if (capability != null) {
      return capability;
    }
    return declaresNative(type) ? "a class with native state" : null;
  }

  private static @Nullable String capability(Class<?> type) {
    if (BaseStream.class.isAssignableFrom(type) || AutoCloseable.class.isAssignableFrom(type)) {
      return "a stream or another resource that is closed after use";
    }
    if (Iterator.class.isAssignableFrom(type) || Enumeration.class.isAssignableFrom(type)) {
      return "an iterator, which can be used only once";
    }
    if (Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type)) {
      return "a future, which is not yet a value";
    }
    if (isPublisher(type)) {
      return "a reactive publisher, which is not yet a value";
    }
    if (Executor.class.isAssignableFrom(type)
        || Lock.class.isAssignableFrom(type)
        || Thread.class.isAssignableFrom(type)
        || ClassLoader.class.isAssignableFrom(type)) {
      return "bound to the threads or class loaders of this process";
    }
    return null;
  }

  /** By name, because the interface may come from any loader and is absent from Java 8. */
  private static boolean isPublisher(@Nullable Class<?> type) {
    if (type == null) {
      return false;
    }
    String name = type.getName();
    if (name.equals("org.reactivestreams.Publisher")
        || name.equals("java.util.concurrent.Flow$Publisher")) {
      return true;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (isPublisher(parent)) {
        return true;
      }
    }
    return isPublisher(type.getSuperclass());
  }

  private static boolean declaresNative(Class<?> type) {
    try {
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isNative(method.getModifiers())) {
          return true;
        }
      }
      return false;
    } catch (LinkageError e) {
      // A signature names a class that isn't there. The fields, which decide the rest, may still be
      // readable.
      return false;
    }
  }
}
