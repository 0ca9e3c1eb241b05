package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.key.CallPath;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.key.UnkeyableException;
import io.tickcache.bootstrap.gate.CallHandler;
import java.util.Collections;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Lets all calls of one site go upstream as they are, and takes note of those that {@link
 * AnswerHandler}, {@link PromiseHandler} or {@link CallbackHandler} would ask the cache for. As
 * there, every failure of the agent's becomes the original call. Thread-safe.
 */
final class ObservingHandler extends CallHandler {

  private final Site site;
  private final KeyPlan keys;
  private final Delivery delivery;
  private final @Nullable CallPath executor;
  private final boolean byCallback;
  private final UpstreamCall outermost;

  /**
   * @param executor where calls have what the callback is called on; null for none
   */
  ObservingHandler(Site site, KeyPlan keys, Delivery delivery, @Nullable CallPath executor) {
    this.site = site;
    this.keys = keys;
    this.delivery = delivery;
    this.executor = executor;
    this.byCallback = site.rule().callback() != null;
    this.outermost = new UnwatchedCall(site, null);
  }

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    try {
      UpstreamCall outer = site.underWay().here();
      Scope scope = site.admit(self, outer);
      if (scope == null) {
        return null;
      }
      BypassReason reason = byCallback ? reason(scope.callback(), self, arguments) : null;
      if (reason == null && !keys.admits(self, arguments)) {
        reason = BypassReason.CONDITION;
      }
      if (reason != null) {
        return site.bypass(reason);
      }
      Object key = keys.key(site.keyScope(scope, self), site.isPlain(scope), self, arguments);
      UpstreamCall hit = hit(key, outer);
      return hit == null ? watch(scope, key, self, arguments, outer) : hit;
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }

  @Override
  public @Nullable Object enterOne(@Nullable Object self, @Nullable Object argument) {
    if (byCallback || keys.conditional()) {
      return enter(self, new Object[] {argument});
    }
    try {
      UpstreamCall outer = site.underWay().here();
      Scope scope = site.admit(self, outer);
      if (scope == null) {
        return null;
      }
      Object key = keys.keyOfOne(site.keyScope(scope, self), site.isPlain(scope), self, argument);
      UpstreamCall hit = hit(key, outer);
      return hit == null ? watch(scope, key, self, new Object[] {argument}, outer) : hit;
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }

  private @Nullable UpstreamCall hit(@Nullable Object key, @Nullable UpstreamCall outer) {
    if (key == null || !site.observesHit(key)) {
      return null;
    }
    UpstreamCall call = outer == null ? outermost : new UnwatchedCall(site, outer);
    site.underWay().begin(call);
    return call;
  }

  private @Nullable Object watch(
      Scope scope,
      @Nullable Object key,
      @Nullable Object self,
      @Nullable Object[] arguments,
      @Nullable UpstreamCall outer) {
    if (key == null) {
      return site.bypass(BypassReason.NULL_KEY);
    }
    CallArguments asked = new CallArguments(keys, key, self, arguments);
    Purpose observing =
        new Observing(
            site,
            site.observe(scope, Collections.singletonList(key)),
            answer -> new boolean[] {!byCallback && Ages.isNegative(answer)});
    return WatchedCall.begin(observing, outer, asked, delivery);
  }

  /** Why a call with a callback would bypass the cache; null if it wouldn't. */
  private @Nullable BypassReason reason(
      CallbackMethod method, @Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    if (arguments[method.argument()] == null) {
      return BypassReason.NO_CALLBACK;
    }
    if (!method.usable()) {
      return BypassReason.REFUSED;
    }
    CallPath path = executor;
    return path == null || (!path.ofResult() && path.before(self, arguments) instanceof Executor)
        ? null
        : BypassReason.NO_CALLBACK;
  }
}
