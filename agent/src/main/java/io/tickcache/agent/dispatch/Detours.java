package io.tickcache.agent.dispatch;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Calls made for those who have followed another's load in vain and have long returned: past the
 * cache, and on threads of their own, for nobody knows how long a client keeps them. Thread-safe.
 */
final class Detours {

  private final Executor threads;

  Detours(Executor threads) {
    this.threads = threads;
  }

  /**
   * Makes a call of the site's method soon.
   *
   * @param context the context class loader of the caller whose call it was
   */
  void make(Site site, @Nullable ClassLoader context, Runnable call) {
    threads.execute(
        () -> {
          Thread thread = Thread.currentThread();
          ClassLoader own = thread.getContextClassLoader();
          Detour detour = new Detour(site);
          thread.setContextClassLoader(context);
          site.underWay().begin(detour);
          try {
            call.run();
          } finally {
            site.underWay().end(detour);
            thread.setContextClassLoader(own);
          }
        });
  }

  /** Keeps the calls on this thread from being asked of the cache. */
  private static final class Detour extends UpstreamCall {

    Detour(Site site) {
      super(site, null);
    }

    @Override
    void holds(long birthNanos) {
      // What it brings is kept nowhere.
    }

    @Override
    public void complete(@Nullable Object value, @Nullable Throwable failure) {
      throw new IllegalStateException("no woven code has this ticket");
    }
  }
}
