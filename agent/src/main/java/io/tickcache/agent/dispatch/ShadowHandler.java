package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.bootstrap.gate.CallHandler;
import org.jspecify.annotations.Nullable;

/**
 * Lets all calls of one site through, and beside them has the cache do what it would do for them:
 * it loads what it hasn't, and what it has is held against what the upstream says. The call is the
 * cache's or not by the same rules as in {@link AnswerHandler}, but nobody waits for another's
 * load. Thread-safe.
 */
final class ShadowHandler extends CallHandler {

  private final Site site;
  private final KeyPlan keys;
  private final Comparisons comparisons;

  ShadowHandler(Site site, KeyPlan keys, Comparisons comparisons) {
    this.site = site;
    this.keys = keys;
    this.comparisons = comparisons;
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
      Object key = keys.key(site.keyScope(scope, self), site.isPlain(scope), self, arguments);
      if (key == null) {
        return site.bypass(BypassReason.NULL_KEY);
      }
      UpstreamCall ticket =
          ticket(scope, key, new CallArguments(keys, key, self, arguments), outer);
      if (ticket != null) {
        site.underWay().begin(ticket);
      }
      return ticket;
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }

  private @Nullable UpstreamCall ticket(
      Scope scope, Object key, CallArguments arguments, @Nullable UpstreamCall outer) {
    ShadowStats stats = site.cache().stats().shadow();
    long beganNanos = site.cache().now();
    Entry entry = site.cache().find(key);
    if (entry == null) {
      Lookup lookup = site.cache().askWithoutWaiting(site.question(scope, key));
      if (lookup instanceof Lookup.Bypassed) {
        site.bypass(((Lookup.Bypassed) lookup).reason());
        return null;
      }
      if (lookup instanceof Lookup.Leading) {
        stats.calls.increment();
        stats.misses.increment();
        return new AnswerTicket(site, ((Lookup.Leading) lookup).load(), arguments, outer);
      }
      entry = lookup instanceof Lookup.Answered ? ((Lookup.Answered) lookup).entry() : null;
    }
    stats.calls.increment();
    if (entry == null) {
      site.cache().stats().follows.increment();
      stats.followers.increment();
      return new AsideTicket(site, outer);
    }
    return new ShadowTicket(
        site, outer, new WouldBe(scope.values(), entry, beganNanos), arguments, comparisons);
  }
}
