package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.CacheStats;
import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.RefreshResult;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.upstream.Budget;
import org.jspecify.annotations.Nullable;

/**
 * Has the answers that callers of one site ask for often loaded anew before their end, by calls of
 * its method in the background. Switches itself off where those fail and the callers' own do not.
 * Thread-safe.
 */
final class Refresher {

  private static final int TOO_MANY = 3;

  private final Site site;
  private final KeyPlan keys;
  private final RefreshCalls calls;
  private final @Nullable Budget budget;
  private int failures;
  private long loadedBefore;
  private volatile boolean off;

  /**
   * @param budget what the calls cost something of, or null
   */
  Refresher(Site site, KeyPlan keys, RefreshCalls calls, @Nullable Budget budget) {
    this.site = site;
    this.keys = keys;
    this.calls = calls;
    this.budget = budget;
  }

  @Nullable Budget budget() {
    return budget;
  }

  boolean isOff() {
    return off;
  }

  /** Whether an entry that a caller gets is to be refreshed, and nobody has planned it yet. */
  boolean wants(Entry entry) {
    return !off && entry.wantsRefresh();
  }

  /** Plans to refresh an entry by a call as that of a caller who gets it. */
  void plan(
      Entry entry, Scope scope, Object key, @Nullable Object self, @Nullable Object[] arguments) {
    if (!KeyPlan.areValues(arguments)) {
      switchOff(
          "arguments of "
              + site
              + " are no plain values, which their callers may change before a refresh has begun");
      return;
    }
    Refresh refresh = new Refresh(site, this, calls, scope, keys, key, self, arguments, entry);
    long delayNanos = entry.planRefresh(refresh, site.cache().now());
    if (delayNanos >= 0) {
      refresh.plan(delayNanos);
    }
  }

  void count(RefreshResult result) {
    site.cache().stats().refreshes(result).increment();
  }

  /** A refresh has brought a newer answer. */
  synchronized void succeeded() {
    failures = 0;
  }

  /** A refresh has failed. Where callers fare no better, it is the upstream's doing. */
  synchronized void failed() {
    if (failures == 0) {
      loadedBefore = loaded();
    }
    failures++;
    if (failures >= TOO_MANY && loaded() > loadedBefore) {
      switchOff(
          failures
              + " calls of "
              + site
              + " in the background have failed in a row, and callers' own have not, as where a"
              + " client is bound to its caller's thread");
    }
  }

  /** How many calls have brought an answer. */
  private long loaded() {
    CacheStats stats = site.cache().stats();
    return stats.loads.sum() - stats.loadFailures.sum();
  }

  private void switchOff(String why) {
    if (!off) {
      off = true;
      site.refreshNoMore(why);
    }
  }
}
