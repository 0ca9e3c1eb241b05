package io.tickcache.agent.dispatch;

import io.tickcache.agent.batch.BatchMethod;
import io.tickcache.bootstrap.gate.Served;
import io.tickcache.rules.Callback;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A client's method that hands out its answer by a callback, and the callback's methods. Holds
 * classes of the application strongly. Thread-safe.
 */
final class CallbackMethod {

  private final Method method;
  private final Callback callback;
  private final Class<?> type;
  private final Method success;
  private final @Nullable Method failure;
  private final boolean callable;
  private final boolean usable;

  private CallbackMethod(Method method, Callback callback, boolean callable) {
    this.method = method;
    this.callback = callback;
    this.type = method.getParameterTypes()[callback.argument()];
    this.success = named(callback.success());
    String failureName = callback.failure();
    this.failure = failureName == null ? null : named(failureName);
    this.callable = callable;
    this.usable = open();
  }

  /**
   * The method as a rule sees it.
   *
   * @param receiver the class of the objects that it is called on
   */
  static CallbackMethod of(Method method, Class<?> receiver, Callback callback) {
    return new CallbackMethod(method, callback, BatchMethod.isCallable(method, receiver));
  }

  private Method named(String name) {
    for (Method candidate : type.getMethods()) {
      if (candidate.getName().equals(name)
          && !candidate.isBridge()
          && !Modifier.isStatic(candidate.getModifiers())) {
        return candidate;
      }
    }
    throw new IllegalStateException("no method " + name + " in " + type.getName());
  }

  /** Whether all methods of the callback can be called. */
  private boolean open() {
    try {
      for (Method each : type.getMethods()) {
        each.setAccessible(true);
      }
      success.setAccessible(true);
      if (failure != null) {
        failure.setAccessible(true);
      }
      return true;
    } catch (RuntimeException closed) {
      return false;
    }
  }

  /** Whether callbacks of this type are open to the agent. */
  boolean usable() {
    return usable;
  }

  /** Whether a call by reflection runs the body that is woven. */
  boolean callable() {
    return callable;
  }

  Class<?> type() {
    return type;
  }

  String successName() {
    return callback.success();
  }

  int argument() {
    return callback.argument();
  }

  /** The type of the answer, as the declared type of the callback says it. */
  static Type answerType(Method method, Callback callback) {
    Method success = new CallbackMethod(method, callback, false).success;
    Type declared = method.getGenericParameterTypes()[callback.argument()];
    return TypeArguments.of(success.getDeclaringClass(), declared)
        .in(success.getGenericParameterTypes()[callback.value()]);
  }

  /** Whether a method of the callback is the one that takes the answer; its bridges are, too. */
  boolean isSuccess(Method called) {
    return called.getName().equals(success.getName())
        && called.getParameterTypes().length == success.getParameterTypes().length;
  }

  boolean isFailure(Method called) {
    return failure != null
        && called.getName().equals(failure.getName())
        && called.getParameterTypes().length == failure.getParameterTypes().length;
  }

  /** The failure that the callback is told of, if that is all that it is told. */
  @Nullable Throwable failureIn(@Nullable Object[] told) {
    return told.length == 1 && told[0] instanceof Throwable ? (Throwable) told[0] : null;
  }

  /** Whether a callback can be told of an outcome. */
  boolean takes(Served outcome) {
    return outcome.failure == null
        ? fits(success, outcome.value)
        : failure != null && fits(failure, outcome.failure);
  }

  private static boolean fits(Method taker, @Nullable Object told) {
    Class<?>[] parameters = taker.getParameterTypes();
    if (parameters.length != 1) {
      return false;
    }
    return told == null
        ? !parameters[0].isPrimitive()
        : MethodType.methodType(parameters[0]).wrap().returnType().isInstance(told);
  }

  /** Tells a callback of an outcome that it {@link #takes}; it throws what it throws. */
  void tell(Object told, Served outcome) throws Throwable {
    Method taker = outcome.failure == null || failure == null ? success : failure;
    invoke(taker, told, outcome.failure == null ? outcome.value : outcome.failure);
  }

  /**
   * As {@link #tell}, where there is no caller: what the callback throws goes where a thread leaves
   * what nobody catches, and hinders nobody else.
   */
  void tellAlone(Object told, Served outcome) {
    try {
      tell(told, outcome);
    } catch (Throwable thrown) {
      uncaught(thrown);
    }
  }

  /** Makes the call anew, as its caller would. */
  void callAnew(@Nullable Object self, @Nullable Object[] arguments) {
    try {
      invoke(method, self, arguments);
    } catch (Throwable thrown) {
      Object told = arguments[callback.argument()];
      Served failed = Served.failed(thrown);
      if (told != null && takes(failed)) {
        tellAlone(told, failed);
      } else {
        uncaught(thrown);
      }
    }
  }

  static @Nullable Object invoke(
      Method called, @Nullable Object on, @Nullable Object @Nullable ... arguments)
      throws Throwable {
    try {
      return called.invoke(on, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static void uncaught(Throwable thrown) {
    Thread thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
  }
}
