package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.codec.ValueCodec;
import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of one call site, each hung on the class of the receivers that it is for. Thread-safe.
 */
final class Scopes {

  private final Rule rule;
  private final BoundMethod method;
  private final AtomicBoolean plainTaken;
  private volatile WeakReference<Class<?>> declaring = new WeakReference<>(null);
  private final ClassValue<Scope> byClass =
      new ClassValue<Scope>() {
        @Override
        protected Scope computeValue(Class<?> type) {
          return scopeFor(type);
        }
      };

  /**
   * @param plainTaken shared by the sites of a cache: whether a scope has the right to bare symbols
   *     as keys
   */
  Scopes(Rule rule, BoundMethod method, AtomicBoolean plainTaken) {
    this.rule = rule;
    this.method = method;
    this.plainTaken = plainTaken;
  }

  Scope of(@Nullable Object self) throws ClassNotFoundException {
    return byClass.get(
        self == null || rule.receiver().kind() == Receiver.Kind.IGNORE
            ? declaringClass()
            : self.getClass());
  }

  private Scope scopeFor(Class<?> owner) {
    if (!method.isStatic()
        && rule.receiver().kind() != Receiver.Kind.IGNORE
        && !isGoverned(owner, rule.method())) {
      return Scope.bypassing(BypassReason.OTHER_TYPE);
    }
    ValueCodec codec = AnswerCodec.of(rule, method, declaringClassQuietly());
    String remoteScope =
        owner.getName() + "#" + method.name() + method.descriptor() + "@" + codec.fingerprint();
    return Scope.of(plainTaken.compareAndSet(false, true), codec, remoteScope);
  }

  /** Whether a class or one of its supertypes is of the type that the rule names. */
  private static boolean isGoverned(@Nullable Class<?> type, MethodPattern pattern) {
    if (type == null) {
      return false;
    }
    if (pattern.matchesType(type.getName()) || isGoverned(type.getSuperclass(), pattern)) {
      return true;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (isGoverned(parent, pattern)) {
        return true;
      }
    }
    return false;
  }

  private Class<?> declaringClassQuietly() {
    try {
      return declaringClass();
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private Class<?> declaringClass() throws ClassNotFoundException {
    Class<?> known = declaring.get();
    if (known == null) {
      known = findDeclaringClass();
      declaring = new WeakReference<>(known);
    }
    return known;
  }

  private Class<?> findDeclaringClass() throws ClassNotFoundException {
    ClassLoader loader = method.loader();
    if (loader == null) {
      throw new ClassNotFoundException(method.type());
    }
    return Class.forName(method.type(), false, loader);
  }
}
