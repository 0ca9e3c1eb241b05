package io.tickcache.agent.dispatch;

import io.tickcache.agent.privilege.Privileges;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets in place of its caller's callback: the load hears of the outcome first, and
 * the callback gets every call as the client makes it.
 */
final class StandIn implements InvocationHandler {

  private final CallbackMethod method;
  private final Object original;
  private final CallbackTicket ticket;

  private StandIn(CallbackMethod method, Object original, CallbackTicket ticket) {
    this.method = method;
    this.original = original;
    this.ticket = ticket;
  }

  static Object of(CallbackMethod method, Object original, CallbackTicket ticket) {
    Class<?> type = method.type();
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new StandIn(method, original, ticket));
  }

  /** Whether a callback is one of these, of a load for the cache. */
  static boolean is(Object callback, String cache) {
    StandIn standIn = behind(callback);
    return standIn != null && standIn.ticket.site().rule().cache().equals(cache);
  }

  private static @Nullable StandIn behind(@Nullable Object callback) {
    if (callback == null || !Proxy.isProxyClass(callback.getClass())) {
      return null;
    }
    InvocationHandler handler = Proxy.getInvocationHandler(callback);
    return handler instanceof StandIn ? (StandIn) handler : null;
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method called, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (called.getDeclaringClass() == Object.class) {
      return ofObject(called, arguments);
    }
    Privileges.run(() -> hear(called, arguments));
    return CallbackMethod.invoke(called, original, arguments);
  }

  private void hear(Method called, @Nullable Object @Nullable [] arguments) {
    if (arguments != null && method.isSuccess(called)) {
      ticket.succeeded(arguments[0]);
    } else if (method.isFailure(called)) {
      ticket.failed(arguments == null ? null : method.failureIn(arguments));
    } else if (called.getReturnType() == void.class) {
      ticket.told(called.getName());
    }
    // It was found by the class of the stand-in, which knows nothing of what is open to us.
    called.setAccessible(true);
  }

  /** As the original's, and equal to other stand-ins of it. */
  private @Nullable Object ofObject(Method called, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    if (arguments == null) {
      return CallbackMethod.invoke(called, original);
    }
    StandIn other = behind(arguments[0]);
    return original.equals(other == null ? arguments[0] : other.original);
  }
}
