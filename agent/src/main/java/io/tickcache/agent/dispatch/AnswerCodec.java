package io.tickcache.agent.dispatch;

import io.tickcache.agent.batch.BatchMethod;
import io.tickcache.agent.codec.HandOutPolicy;
import io.tickcache.agent.codec.Outlook;
import io.tickcache.agent.codec.ValueCodec;
import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.rules.Callback;
import io.tickcache.rules.Rule;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;

/** The codec for the answers of a method, as its rule and its declared result ask for it. */
public final class AnswerCodec {

  private AnswerCodec() {}

  static ValueCodec of(Rule rule, BoundMethod method, Class<?> declaring) {
    Type answer = answerType(rule, method, declared(method, declaring));
    return ValueCodec.of(answer, declaring.getClassLoader(), handOut(rule));
  }

  /**
   * What can be said of the answers before the first call. Loads the class without initialising it.
   */
  public static Outlook outlook(Rule rule, BoundMethod method) throws ClassNotFoundException {
    ClassLoader loader = method.loader();
    return of(rule, method, Class.forName(method.type(), false, loader)).outlook();
  }

  /** Whether calls of the method wait for each other. Loads the class without initialising it. */
  public static boolean isSynchronized(BoundMethod method) throws ClassNotFoundException {
    Class<?> type = Class.forName(method.type(), false, method.loader());
    return Modifier.isSynchronized(declared(method, type).getModifiers());
  }

  /** The type of the answer for one symbol. */
  private static Type answerType(Rule rule, BoundMethod method, Method declared) {
    Callback callback = rule.callback();
    if (callback != null) {
      return CallbackMethod.answerType(declared, callback);
    }
    Type answer = answerType(method, declared);
    return method.batch() == null ? answer : BatchMethod.elementType(answer, rule);
  }

  /** The type of the whole answer, where it is promised, too. */
  static Type answerType(BoundMethod method, Method declared) {
    return method.future()
        ? new PromiseMethod(declared).answerType()
        : declared.getGenericReturnType();
  }

  /** The method as its class declares it. */
  static Method declared(BoundMethod method, Class<?> declaring) {
    for (Method declared : declaring.getDeclaredMethods()) {
      if (declared.getName().equals(method.name())
          && Descriptors.of(declared).equals(method.descriptor())) {
        return declared;
      }
    }
    throw new IllegalStateException("no method " + method.name() + " in " + method.type());
  }

  private static HandOutPolicy handOut(Rule rule) {
    switch (rule.values()) {
      case COPY:
        return HandOutPolicy.COPY;
      case SHARE:
        return HandOutPolicy.SHARE;
      case AUTO:
        return HandOutPolicy.AUTO;
    }
    throw new AssertionError(rule.values());
  }
}
