package io.tickcache.agent.dispatch;

import java.lang.ref.WeakReference;
import java.util.concurrent.Semaphore;

/** Has refreshes of all sites made when they are due, as many as can be planned. Thread-safe. */
final class RefreshCalls {

  private static final int MOST = 10_000;

  private final Later threads;
  private final OwnCalls own;
  private final UnderWay paying;
  private final Semaphore room = new Semaphore(MOST);

  /**
   * @param paying the calls under way that have paid, of all sites
   */
  RefreshCalls(Later threads, OwnCalls own, UnderWay paying) {
    this.threads = threads;
    this.own = own;
    this.paying = paying;
  }

  OwnCalls own() {
    return own;
  }

  UnderWay paying() {
    return paying;
  }

  /**
   * Has it made after this time, if it is still there by then: it belongs to an entry, and goes
   * with that. False if too many are planned.
   */
  boolean plan(Refresh refresh, long delayNanos) {
    if (!room.tryAcquire()) {
      return false;
    }
    WeakReference<Refresh> planned = new WeakReference<>(refresh);
    threads.run(
        () -> {
          room.release();
          Refresh due = planned.get();
          if (due != null) {
            due.make();
          }
        },
        delayNanos);
    return true;
  }
}
