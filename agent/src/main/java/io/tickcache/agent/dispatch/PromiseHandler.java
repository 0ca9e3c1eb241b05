package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.Load;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.bootstrap.gate.Served;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of one site that promise their answers: the answer is kept, never the promise.
 * Each caller gets a promise of his own, so that what he does with it concerns nobody else, and
 * nobody is kept waiting for another's load. As in {@link AnswerHandler}, every failure of the
 * agent's becomes the original call. Thread-safe.
 */
final class PromiseHandler extends CallHandler {

  private final Site site;
  private final KeyPlan keys;
  private final Detours detours;
  private final @Nullable Refresher refresher;

  /**
   * @param refresher null where nothing is refreshed ahead
   */
  PromiseHandler(Site site, KeyPlan keys, Detours detours, @Nullable Refresher refresher) {
    this.site = site;
    this.keys = keys;
    this.detours = detours;
    this.refresher = refresher;
  }

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    try {
      UpstreamCall outer = site.underWay().here();
      if (outer instanceof Refresh && outer.isFor(site.rule().cache())) {
        return refresh((Refresh) outer, self, arguments);
      }
      Scope scope = site.admit(self, outer);
      if (scope == null) {
        return null;
      }
      if (!keys.admits(self, arguments)) {
        return site.bypass(BypassReason.CONDITION);
      }
      Object key = keys.key(site.keyScope(scope, self), site.isPlain(scope), self, arguments);
      if (key == null) {
        return site.bypass(BypassReason.NULL_KEY);
      }
      Entry entry = site.cache().find(key);
      if (entry == null) {
        if (site.awaitsWarmUp(scope)) {
          site.warmUp(scope, self, SeenCall.of(keys, key, arguments));
        }
        Lookup lookup = site.cache().askWithoutWaiting(site.question(scope, key));
        return settle(lookup, outer, scope, key, self, arguments);
      }
      planRefresh(entry, scope, key, self, arguments);
      return promise(entry.answer(), entry.birthNanos(), outer);
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }

  private @Nullable Object settle(
      Lookup lookup,
      @Nullable UpstreamCall outer,
      Scope scope,
      Object key,
      @Nullable Object self,
      @Nullable Object[] arguments) {
    if (lookup instanceof Lookup.Answered) {
      Lookup.Answered answered = (Lookup.Answered) lookup;
      Entry entry = answered.entry();
      if (entry != null) {
        planRefresh(entry, scope, key, self, arguments);
      }
      return promise(answered.outcome(), answered.birthNanos(), outer);
    }
    if (lookup instanceof Lookup.Bypassed) {
      return site.bypass(((Lookup.Bypassed) lookup).reason());
    }
    if (lookup instanceof Lookup.Following) {
      if (outer != null) {
        // How old the answer will be isn't known yet, and the outer load has to know.
        return site.bypass(BypassReason.WAIT);
      }
      PromiseMethod method = scope.promise();
      CompletableFuture<@Nullable Object> promise = new CompletableFuture<>();
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      ((Lookup.Following) lookup)
          .whenLanded(
              answered -> {
                if (answered == null) {
                  method.callAnew(self, arguments, promise);
                } else {
                  keep(promise, answered.outcome());
                }
              },
              last ->
                  detours.make(
                      site,
                      context,
                      () -> {
                        if (last == null) {
                          method.callAnew(self, arguments, promise);
                        } else {
                          keep(promise, last.outcome());
                        }
                      }));
      return new Served(promise);
    }
    return lead(((Lookup.Leading) lookup).load(), outer, key, self, arguments);
  }

  private void planRefresh(
      Entry entry, Scope scope, Object key, @Nullable Object self, @Nullable Object[] arguments) {
    if (refresher != null && refresher.wants(entry)) {
      refresher.plan(entry, scope, key, self, arguments);
    }
  }

  /** As that of {@link AnswerHandler}. */
  private @Nullable Object refresh(
      Refresh refresh, @Nullable Object self, @Nullable Object[] arguments) {
    Load load = refresh.take(site, self, arguments);
    return load == null
        ? site.bypass(BypassReason.NESTED)
        : lead(load, refresh, refresh.key(), self, arguments);
  }

  private WatchedCall lead(
      Load load,
      @Nullable UpstreamCall outer,
      Object key,
      @Nullable Object self,
      @Nullable Object[] arguments) {
    return WatchedCall.begin(
        new Loading(site, load),
        outer,
        new CallArguments(keys, key, self, arguments),
        Delivery.OWN_PROMISE);
  }

  private static Served promise(Served outcome, long birthNanos, @Nullable UpstreamCall outer) {
    if (outer != null) {
      outer.contains(birthNanos);
    }
    CompletableFuture<@Nullable Object> promise = new CompletableFuture<>();
    keep(promise, outcome);
    return new Served(promise);
  }

  private static void keep(CompletableFuture<@Nullable Object> promise, Served outcome) {
    PromiseMethod.settle(promise, outcome.value, outcome.failure);
  }
}
