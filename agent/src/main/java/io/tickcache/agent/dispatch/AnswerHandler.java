package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.Entry;
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

  AnswerHandler(Site site, KeyPlan keys) {
    this.site = site;
    this.keys = keys;
  }

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    try {
      UpstreamCall outer = site.underWay().here();
      Scope scope = site.admit(self, outer);
      if (scope == null) {
        return null;
      }
      if (!keys.admits(self, arguments)) {
        return site.bypass(BypassReason.CONDITION);
      }
      return answer(
          scope, keys.key(site.keyScope(scope, self), site.isPlain(scope), self, arguments), outer);
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }

  @Override
  public @Nullable Object enterOne(@Nullable Object self, @Nullable Object argument) {
    if (keys.conditional()) {
      return enter(self, new Object[] {argument});
    }
    try {
      UpstreamCall outer = site.underWay().here();
      Scope scope = site.admit(self, outer);
      return scope == null
          ? null
          : answer(
              scope,
              keys.keyOfOne(site.keyScope(scope, self), site.isPlain(scope), self, argument),
              outer);
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }

  private @Nullable Object answer(Scope scope, @Nullable Object key, @Nullable UpstreamCall outer) {
    if (key == null) {
      return site.bypass(BypassReason.NULL_KEY);
    }
    Entry entry = site.cache().find(key);
    if (entry == null) {
      return settle(site.cache().ask(site.question(scope, key)), outer);
    }
    if (outer != null) {
      outer.contains(entry.birthNanos());
    }
    return entry.answer();
  }

  private @Nullable Object settle(Lookup lookup, @Nullable UpstreamCall outer) {
    if (lookup instanceof Lookup.Answered) {
      Lookup.Answered answered = (Lookup.Answered) lookup;
      if (outer != null) {
        outer.contains(answered.birthNanos());
      }
      return answered.outcome();
    }
    if (lookup instanceof Lookup.Bypassed) {
      return site.bypass(((Lookup.Bypassed) lookup).reason());
    }
    AnswerTicket ticket = new AnswerTicket(site, ((Lookup.Leading) lookup).load(), outer);
    site.underWay().begin(ticket);
    return ticket;
  }
}
