package io.tickcache.agent.dispatch;

import java.lang.reflect.Method;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls woven methods on threads of the agent's, with the class loader of the woven class as the
 * context, and tells where a client keeps such a thread for longer than callers wait. Thread-safe.
 */
final class OwnCalls {

  private final ScheduledExecutorService background;

  OwnCalls(ScheduledExecutorService background) {
    this.background = background;
  }

  /** What the method returns; what it throws is wrapped. */
  @Nullable Object make(
      Site site, Method method, @Nullable Object self, @Nullable Object[] arguments)
      throws ReflectiveOperationException {
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    Future<?> patience = watch(site, thread.getName());
    thread.setContextClassLoader(method.getDeclaringClass().getClassLoader());
    try {
      method.setAccessible(true);
      return method.invoke(self, arguments);
    } finally {
      thread.setContextClassLoader(own);
      patience.cancel(false);
    }
  }

  private Future<?> watch(Site site, String thread) {
    long waitNanos = site.rule().waitLimit().toNanos();
    return background.schedule(() -> site.tellOfKept(thread), waitNanos, TimeUnit.NANOSECONDS);
  }
}
