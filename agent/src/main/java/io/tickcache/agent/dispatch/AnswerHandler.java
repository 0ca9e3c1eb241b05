package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.Load;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.bootstrap.gate.CallHandler;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of one site from the cache, or lets them through. This is the one place that
 * catches every failure of the agent's on a call: it becomes the original call. Thread-safe.
 */
final class AnswerHandler extends CallHandler {

  private final Site site;
  private final KeyPlan keys;
  private final @Nullable Refresher refresher;

  /**
   * @param refresher null where nothing is refreshed ahead
   */
  AnswerHandler(Site site, KeyPlan keys, @Nullable Refresher refresher) {
    this.site = site;
    this.keys = keys;
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
      Entry hit = find(key, outer);
      if (hit == null) {
        return ask(scope, key, self, arguments, outer);
      }
      if (refresher != null && key != null && refresher.wants(hit)) {
        refresher.plan(hit, scope, key, self, arguments);
      }
      return hit.answer();
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }

  @Override
  public @Nullable Object enterOne(@Nullable Object self, @Nullable Object argument) {
    try {
      UpstreamCall outer = site.underWay().here();
      if (keys.conditional() || outer instanceof Refresh) {
        return enter(self, new Object[] {argument});
      }
      Scope scope = site.admit(self, outer);
      if (scope == null) {
        return null;
      }
      Object key = keys.keyOfOne(site.keyScope(scope, self), site.isPlain(scope), self, argument);
      Entry hit = find(key, outer);
      if (hit == null) {
        return ask(scope, key, self, new Object[] {argument}, outer);
      }
      if (refresher != null && key != null && refresher.wants(hit)) {
        refresher.plan(hit, scope, key, self, new Object[] {argument});
      }
      return hit.answer();
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }

  @Override
  public @Nullable Object enterTwo(
      @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    try {
      UpstreamCall outer = site.underWay().here();
      if (keys.conditional() || outer instanceof Refresh) {
        return enter(self, new Object[] {first, second});
      }
      Scope scope = site.admit(self, outer);
      if (scope == null) {
        return null;
      }
      Object key =
          keys.keyOfTwo(site.keyScope(scope, self), site.isPlain(scope), self, first, second);
      Entry hit = find(key, outer);
      if (hit == null) {
        return ask(scope, key, self, new Object[] {first, second}, outer);
      }
      if (refresher != null && key != null && refresher.wants(hit)) {
        refresher.plan(hit, scope, key, self, new Object[] {first, second});
      }
      return hit.answer();
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }

  private @Nullable Entry find(@Nullable Object key, @Nullable UpstreamCall outer) {
    Entry entry = key == null ? null : site.cache().find(key);
    if (entry == null) {
      return null;
    }
    if (outer != null) {
      outer.contains(entry.birthNanos());
    }
    return entry;
  }

  private @Nullable Object ask(
      Scope scope,
      @Nullable Object key,
      @Nullable Object self,
      @Nullable Object[] arguments,
      @Nullable UpstreamCall outer) {
    if (key == null) {
      return site.bypass(BypassReason.NULL_KEY);
    }
    if (site.awaitsWarmUp(scope)) {
      site.warmUp(scope, self, SeenCall.of(keys, key, arguments));
    }
    Lookup lookup = site.cache().ask(site.question(scope, key));
    if (lookup instanceof Lookup.Answered) {
      Lookup.Answered answered = (Lookup.Answered) lookup;
      if (outer != null) {
        outer.contains(answered.birthNanos());
      }
      Entry entry = answered.entry();
      if (refresher != null && entry != null && refresher.wants(entry)) {
        refresher.plan(entry, scope, key, self, arguments);
      }
      return answered.outcome();
    }
    if (lookup instanceof Lookup.Bypassed) {
      return site.bypass(((Lookup.Bypassed) lookup).reason());
    }
    return lead(((Lookup.Leading) lookup).load(), key, self, arguments, outer);
  }

  /** The call of a refresh; others that it makes are none of the cache's. */
  private @Nullable Object refresh(
      Refresh refresh, @Nullable Object self, @Nullable Object[] arguments) {
    Load load = refresh.take(site, self, arguments);
    return load == null
        ? site.bypass(BypassReason.NESTED)
        : lead(load, refresh.key(), self, arguments, refresh);
  }

  private AnswerTicket lead(
      Load load,
      Object key,
      @Nullable Object self,
      @Nullable Object[] arguments,
      @Nullable UpstreamCall outer) {
    return new Loading(site, load)
        .orLose(
            () -> {
              CallArguments asked = new CallArguments(keys, key, self, arguments);
              AnswerTicket ticket = new AnswerTicket(site, load, asked, outer);
              site.underWay().begin(ticket);
              return ticket;
            });
  }
}
