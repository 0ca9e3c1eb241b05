package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.Load;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.RefreshResult;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.upstream.Budget;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A call in the background that is to bring a newer answer, as a caller has made it who got the
 * present one. It calls the woven method, whose handler finds it on its thread and takes the load
 * from it. Until it is due nothing but the entry keeps it, which hangs on the application as it
 * does. Confined to its thread once it is made.
 */
final class Refresh extends UpstreamCall {

  /** What it leaves of each window of a budget to the callers. */
  private static final double LEFT = 0.1;

  private final Refresher refresher;
  private final RefreshCalls calls;
  private final Scope scope;
  private final KeyPlan keys;
  private final Object key;
  private final @Nullable WeakReference<Object> receiver;
  private final @Nullable Object[] arguments;
  private final Entry entry;
  private @Nullable Load load;

  /**
   * @param self not kept alive by this
   * @param entry the present answer
   */
  Refresh(
      Site site,
      Refresher refresher,
      RefreshCalls calls,
      Scope scope,
      KeyPlan keys,
      Object key,
      @Nullable Object self,
      @Nullable Object[] arguments,
      Entry entry) {
    super(site, null);
    this.refresher = refresher;
    this.calls = calls;
    this.scope = scope;
    this.keys = keys;
    this.key = key;
    this.receiver = self == null ? null : new WeakReference<>(self);
    this.arguments = arguments;
    this.entry = entry;
  }

  /** Makes the call if it is due, unless something is in its way; never throws. */
  void make() {
    try {
      if (refresher.isOff() || site().isOver() || !entry.isRefreshDue(this, site().cache().now())) {
        return;
      }
      Object self = receiver == null ? null : receiver.get();
      if (receiver != null && self == null) {
        drop(RefreshResult.RECEIVER);
      } else {
        pay(self);
      }
    } catch (Throwable fault) {
      site().faulted(fault);
    }
  }

  /** Makes it after this time. */
  void plan(long delayNanos) {
    if (!calls.plan(this, delayNanos)) {
      drop(RefreshResult.THREADS);
    }
  }

  /** It is not made, and the next caller may plan another. */
  private void drop(RefreshResult result) {
    refresher.count(result);
    entry.dropRefresh(this);
  }

  private void retry() {
    long delayNanos = entry.retryRefresh(this, site().cache().now());
    if (delayNanos >= 0) {
      plan(delayNanos);
    }
  }

  private void pay(@Nullable Object self) {
    Budget budget = refresher.budget();
    if (budget == null) {
      load(self);
      return;
    }
    Budget.Permit permit =
        budget.brake().leftNanos() >= 0 ? null : budget.takeSpare(site().rule().weight(), LEFT);
    if (permit == null) {
      refresher.count(RefreshResult.BUDGET);
      retry();
      return;
    }
    Prepaid prepaid = new Prepaid(site(), budget, permit);
    calls.paying().begin(prepaid);
    try {
      load(self);
    } finally {
      calls.paying().end(prepaid);
      prepaid.end();
    }
  }

  private void load(@Nullable Object self) {
    Question question = site().question(scope, key);
    if (site().cache().whenAnswered(question, () -> plan(0))) {
      // Most callers only read L2, and when they have, there is as much to do as before.
      return;
    }
    Load begun = site().cache().refresh(question, entry);
    if (begun == null) {
      retry();
      return;
    }
    load = begun;
    site().underWay().begin(this);
    try {
      begun.whenEnded(this::ended);
      begun.begin();
      call(self);
    } finally {
      site().underWay().end(this);
      if (load != null) {
        // It never came to the woven method, or asked it something else.
        begun.abandon();
      }
    }
  }

  private void ended(boolean brought) {
    if (brought) {
      refresher.succeeded();
    } else {
      retry();
      refresher.failed();
    }
  }

  /** What the client returns or throws, the load has heard of. */
  private void call(@Nullable Object self) {
    try {
      calls.own().make(site(), scope.method(), self, arguments);
    } catch (ReflectiveOperationException | RuntimeException failed) {
      return;
    }
  }

  /**
   * The load that a call of the woven method on this thread is for, once; null if it isn't the one
   * that was to be made.
   */
  @Nullable Load take(Site at, @Nullable Object self, @Nullable Object[] asked) {
    Load mine = load;
    if (mine == null
        || at != site()
        || (receiver != null && self != receiver.get())
        || !new CallArguments(keys, key, self, asked).stillAsk()) {
      return null;
    }
    load = null;
    return mine;
  }

  Object key() {
    return key;
  }

  @Override
  void holds(long birthNanos) {
    // What the client asks for beside the woven method is no part of the answer.
  }

  @Override
  public void complete(@Nullable Object value, @Nullable Throwable failure) {
    throw new IllegalStateException("no woven code has this ticket");
  }
}
