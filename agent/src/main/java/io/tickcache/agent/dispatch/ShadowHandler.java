package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.Entry;
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
  private final Delivery delivery;
  private final Comparisons comparisons;

  ShadowHandler(Site site, KeyPlan keys, Delivery delivery, Comparisons comparisons) {
    this.site = site;
    this.keys = keys;
    this.delivery = delivery;
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
      CallArguments asked = new CallArguments(keys, key, self, arguments);
      Shadowing shadowing = shadowing(scope, key);
      return shadowing == null ? null : WatchedCall.begin(shadowing, outer, asked, delivery);
    } catch (Throwable failure) {
      return site.failed(failure);
    }
  }

  /** What the cache would do for a call that asks for this; null for one that bypasses it. */
  @Nullable Shadowing shadowing(Scope scope, Object key) {
    Shadowing shadowing =
        new Shadowing(site, new Parts.Whole(site, scope.values()), false, comparisons);
    Entry entry = site.cache().find(key);
    if (entry != null) {
      shadowing.hit(0, entry, false);
      return shadowing;
    }
    return shadowing.ask(0, site.cache().askWithoutWaiting(site.question(scope, key)))
        ? shadowing
        : null;
  }
}
