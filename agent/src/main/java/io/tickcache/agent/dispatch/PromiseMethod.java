package io.tickcache.agent.dispatch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A client's method that promises its answer. Holds a class of the application strongly. */
final class PromiseMethod {

  private final Method method;

  PromiseMethod(Method method) {
    this.method = method;
  }

  /** The type of the answer; a raw promise says nothing of it. */
  Type answerType() {
    Type promise = method.getGenericReturnType();
    return promise instanceof ParameterizedType
        ? ((ParameterizedType) promise).getActualTypeArguments()[0]
        : Object.class;
  }

  /**
   * Refuses a method that promises its answer by an object of a class that callers may count on.
   * What is theirs alone, or the JDK's, they know as what the method declares.
   */
  static boolean isRefused(Site site, Object promise) {
    for (Class<?> at = promise.getClass(); at != null; at = at.getSuperclass()) {
      if (Modifier.isPublic(at.getModifiers()) && !isOfJdk(at)) {
        site.refuse(
            "its promises are of the class `"
                + at.getName()
                + "`, which callers may count on; what is kept could be promised by a plain"
                + " CompletableFuture only");
        return true;
      }
    }
    return false;
  }

  private static boolean isOfJdk(Class<?> type) {
    return type.getName().startsWith("java.") || type.getName().startsWith("jdk.");
  }

  /** Makes the call anew, as its caller would, and passes on what comes of it. */
  void callAnew(
      @Nullable Object self,
      @Nullable Object[] arguments,
      CompletableFuture<@Nullable Object> promise) {
    try {
      method.setAccessible(true);
      Object answer = method.invoke(self, arguments);
      if (answer == null) {
        promise.complete(null);
      } else {
        ((CompletionStage<?>) answer)
            .whenComplete((value, thrown) -> settle(promise, value, thrown));
      }
    } catch (InvocationTargetException thrown) {
      promise.completeExceptionally(thrown.getCause());
    } catch (ReflectiveOperationException | RuntimeException closed) {
      promise.completeExceptionally(closed);
    }
  }

  static void settle(
      CompletableFuture<@Nullable Object> promise,
      @Nullable Object value,
      @Nullable Throwable thrown) {
    if (thrown == null) {
      promise.complete(value);
    } else {
      promise.completeExceptionally(thrown);
    }
  }
}
