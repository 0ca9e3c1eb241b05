package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.UpstreamFailures;
import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.agent.key.ErrorPatterns;
import io.tickcache.agent.upstream.Brake;
import io.tickcache.agent.upstream.Rejection;
import io.tickcache.agent.upstream.Stop;
import io.tickcache.bootstrap.gate.LoadTicket;
import io.tickcache.bootstrap.gate.Served;
import io.tickcache.rules.BackOff;
import io.tickcache.rules.ErrorPattern;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one site get while those of their upstream are stopped, and which of their
 * errors stop them. Thread-safe.
 */
final class StoppedSite {

  private final Site site;
  private final BoundMethod method;
  private final Brake brake;
  private final LatestError latest;
  private volatile @Nullable ErrorPatterns patterns;

  /**
   * @param latest the same for all sites of the upstream
   */
  StoppedSite(Site site, BoundMethod method, Brake brake, LatestError latest) {
    this.site = site;
    this.method = method;
    this.brake = brake;
    this.latest = latest;
  }

  private @Nullable ErrorPatterns patterns() {
    BackOff backOff = brake.backOff();
    ErrorPatterns known = patterns;
    if (backOff == null) {
      return null;
    }
    if (known == null || !known.backOff().equals(backOff)) {
      known = new ErrorPatterns(backOff);
      patterns = known;
    }
    return known;
  }

  /** Takes note of what a call has come to that was made. */
  void ended(Brake.Call call, @Nullable Throwable thrown) throws ClassNotFoundException {
    if (thrown == null || patterns() == null) {
      call.taken();
    } else if (!refuses(call, thrown)) {
      if (UpstreamFailures.include(ErrorPattern.unwrapped(thrown))) {
        call.taken();
      } else {
        call.lost();
      }
    }
  }

  /**
   * Takes note of what a call within another one has failed with, for the outer one may say nothing
   * of it; whether that was a refusal.
   */
  boolean refuses(Brake.Call call, Throwable thrown) throws ClassNotFoundException {
    ErrorPatterns known = patterns();
    Throwable error = ErrorPattern.unwrapped(thrown);
    int pattern = known == null ? -1 : known.find(error);
    if (known == null || pattern < 0) {
      return false;
    }
    if (call.probes() && latest.isHandedOut(error)) {
      call.again(); // of a call within it that was stopped, on another thread
    } else {
      String message = error.getMessage();
      latest.set(thrown, site, declaringClass(), brake.episode());
      call.refused(
          new Rejection(pattern, message == null ? "" : message, known.retryAfterNanos(error)));
    }
    return true;
  }

  /**
   * What a call gets that isn't made, and for whom it was a load, the same; null where there is
   * nothing that it could get.
   *
   * @param outcome what its handler has made of it: a ticket, or null
   */
  @Nullable Object instead(@Nullable Object outcome, Stop stop) throws ClassNotFoundException {
    Served answer = outcome instanceof UpstreamCall ? ((UpstreamCall) outcome).lastAnswer() : null;
    if (answer != null) {
      brake.stats().answered.increment();
      return answer;
    }
    if (site.rule().callback() != null && !(outcome instanceof CallbackTicket)) {
      return null; // nobody knows the callback
    }
    Throwable error = seen(outcome);
    if (error == null) {
      error = made(outcome, stop);
    }
    if (error == null) {
      return null;
    }
    latest.handOut(ErrorPattern.unwrapped(error));
    brake.stats().failed.increment();
    if (outcome instanceof CallbackTicket) {
      return ((CallbackTicket) outcome).refuse(error);
    }
    if (!method.future()) {
      return outcome == null ? Served.failed(error) : ((LoadTicket) outcome).outcome(null, error);
    }
    CompletableFuture<@Nullable Object> promise = new CompletableFuture<>();
    promise.completeExceptionally(error);
    return outcome == null ? new Served(promise) : ((LoadTicket) outcome).outcome(promise, null);
  }

  /** What the provider has said to this process. */
  private @Nullable Throwable seen(@Nullable Object outcome) throws ClassNotFoundException {
    LatestError.Seen seen = latest.of(brake.episode());
    Throwable thrown = seen == null ? null : seen.error();
    if (seen == null || thrown == null) {
      return null;
    }
    boolean own = seen.isFrom(site);
    Throwable error = own ? thrown : ErrorPattern.unwrapped(thrown);
    return mayGet(error, outcome, own) ? error : null;
  }

  private boolean mayGet(Throwable error, @Nullable Object outcome, boolean own)
      throws ClassNotFoundException {
    if (outcome instanceof CallbackTicket) {
      return ((CallbackTicket) outcome).takes(error);
    }
    return own || method.future() || mayThrow(error.getClass());
  }

  private boolean mayThrow(Class<?> type) throws ClassNotFoundException {
    boolean may =
        RuntimeException.class.isAssignableFrom(type) || Error.class.isAssignableFrom(type);
    for (Class<?> declared : AnswerCodec.declared(method, declaringClass()).getExceptionTypes()) {
      may |= declared.isAssignableFrom(type);
    }
    return may;
  }

  private Class<?> declaringClass() throws ClassNotFoundException {
    return Class.forName(method.type(), false, method.loader());
  }

  /** An error as another process has seen it, of the class that this one's rules name. */
  private @Nullable Throwable made(@Nullable Object outcome, Stop stop)
      throws ClassNotFoundException {
    ErrorPatterns known = patterns();
    String type = known == null ? null : known.type(stop.pattern);
    Throwable error = type == null ? null : make(type, stop.message);
    if (error == null || !mayGet(error, outcome, false)) {
      return null;
    }
    error.setStackTrace(fromMethodOn(error.getStackTrace()));
    return error;
  }

  private @Nullable Throwable make(String type, String message) {
    try {
      Class<?> found = Class.forName(type, true, method.loader());
      return Throwable.class.isAssignableFrom(found) ? construct(found, message) : null;
    } catch (ReflectiveOperationException | LinkageError | RuntimeException unmakeable) {
      return null;
    }
  }

  private static Throwable construct(Class<?> type, String message)
      throws ReflectiveOperationException {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {String.class})) {
        return construct(constructor, message);
      }
    }
    return construct(type.getDeclaredConstructor());
  }

  private static Throwable construct(Constructor<?> constructor, Object... arguments)
      throws ReflectiveOperationException {
    constructor.setAccessible(true);
    try {
      return (Throwable) constructor.newInstance(arguments);
    } catch (InvocationTargetException thrown) {
      throw new ReflectiveOperationException(thrown.getCause());
    }
  }

  /** The stack as it is where the method is called; nothing of what the agent does there. */
  private StackTraceElement[] fromMethodOn(StackTraceElement[] stack) {
    for (int i = 0; i < stack.length; i++) {
      if (stack[i].getClassName().equals(method.type())
          && stack[i].getMethodName().equals(method.name())) {
        return Arrays.copyOfRange(stack, i, stack.length);
      }
    }
    return new StackTraceElement[0];
  }
}
