package io.tickcache.agent.batch;

import io.tickcache.agent.key.Asked;
import io.tickcache.rules.Rule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's method that asks for many symbols, as the agent deals with it: asks it for fewer, and
 * takes its answers apart. Holds a class of the application strongly. Thread-safe.
 */
public final class BatchMethod {

  private final Method method;
  private final Narrowing narrowing;
  private final AnswerForm form;
  private final boolean callable;

  private BatchMethod(Method method, AnswerForm form, boolean callable) {
    this.method = method;
    this.narrowing = new Narrowing(method.getParameterTypes());
    this.form = form;
    this.callable = callable;
  }

  /**
   * The method as a rule sees it.
   *
   * @param answer the type of what it answers, which may be promised
   * @param receiver the class of the objects that it is called on
   */
  public static BatchMethod of(Method method, Type answer, Class<?> receiver, Rule rule) {
    return new BatchMethod(method, AnswerForm.of(answer, rule), isCallable(method, receiver));
  }

  /** The type of the answer for one symbol, in answers of a type for many. */
  public static Type elementType(Type answer, Rule rule) {
    return AnswerForm.of(answer, rule).elementType();
  }

  /**
   * Whether a call by reflection runs this method's body: it may be closed to us, or overridden by
   * the receiver's class.
   */
  public static boolean isCallable(Method method, Class<?> receiver) {
    try {
      method.setAccessible(true);
    } catch (RuntimeException closed) {
      return false;
    }
    for (Class<?> at = receiver;
        at != null && at != method.getDeclaringClass();
        at = at.getSuperclass()) {
      for (Method other : at.getDeclaredMethods()) {
        if (other.getName().equals(method.getName())
            && Arrays.equals(other.getParameterTypes(), method.getParameterTypes())) {
          return false;
        }
      }
    }
    return true;
  }

  public AnswerForm form() {
    return form;
  }

  /** Whether a call by {@link #call} runs this method's body. */
  public boolean isCallable() {
    return callable;
  }

  /** The arguments that ask for these elements only, or null if there are none. */
  public @Nullable Object @Nullable [] narrowed(
      @Nullable Object[] original, Asked asked, List<Object> elements) {
    return callable ? narrowing.arguments(original, asked, elements) : null;
  }

  /**
   * The arguments with a list in place of something that can be walked only once; null where the
   * method takes no list there.
   */
  public @Nullable Object @Nullable [] listed(@Nullable Object[] original, Asked.Way way) {
    if (!way.passed().isEmpty()
        || !method.getParameterTypes()[way.argument()].isAssignableFrom(ArrayList.class)) {
      return null;
    }
    List<@Nullable Object> list = new ArrayList<>();
    for (Object element : (Iterable<?>) way.end()) {
      list.add(element);
    }
    @Nullable Object[] arguments = original.clone();
    arguments[way.argument()] = list;
    return arguments;
  }

  /** Runs the body; it throws what it throws. */
  public @Nullable Object call(@Nullable Object self, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(self, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
