package io.tickcache.agent.dispatch;

import io.tickcache.agent.batch.BatchMethod;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A woven method of one receiver that has been called, so that it can be called again. Keeps
 * neither the receiver nor its class alive. Immutable.
 */
final class Callee {

  private final Site site;
  private final WeakReference<Scope> scope;

  /** Null for a static method. */
  private final @Nullable WeakReference<Object> receiver;

  Callee(Site site, Scope scope, @Nullable Object self) {
    this.site = site;
    this.scope = new WeakReference<>(scope);
    this.receiver = self == null ? null : new WeakReference<>(self);
  }

  /** Whether a call by reflection runs the woven body of the method. */
  static boolean isCallable(Scope scope, @Nullable Object self) {
    Method method = scope.method();
    return BatchMethod.isCallable(
        method, self == null ? method.getDeclaringClass() : self.getClass());
  }

  Site site() {
    return site;
  }

  /** Null if it is gone. */
  @Nullable Scope scope() {
    return scope.get();
  }

  boolean isStatic() {
    return receiver == null;
  }

  /** Null if it is gone, or for a static method. */
  @Nullable Object receiver() {
    return receiver == null ? null : receiver.get();
  }
}
