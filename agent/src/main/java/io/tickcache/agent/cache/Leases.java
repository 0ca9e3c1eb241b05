package io.tickcache.agent.cache;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lease of a load that takes long: renewed at each third of its time until the load ends,
 * or until nobody would wait for it any more. An upstream call that never returns must not keep all
 * processes waiting for each answer of its key. Thread-safe.
 */
final class Leases {

  private final RemoteCache remote;
  private final Ticker ticker;
  private final long longestNanos;
  private final ScheduledExecutorService background;

  /**
   * @param longestNanos how long callers wait for a load
   */
  Leases(
      RemoteCache remote, Ticker ticker, long longestNanos, ScheduledExecutorService background) {
    this.remote = remote;
    this.ticker = ticker;
    this.longestNanos = longestNanos;
    this.background = background;
  }

  /** Renews until the future is cancelled, but not for ever. */
  Future<?> keep(RemoteKey key, Lease lease, long leaseMillis) {
    Renewal renewal = new Renewal(key, lease, leaseMillis);
    long third = Math.max(1, leaseMillis / 3);
    Future<?> renewing =
        background.scheduleAtFixedRate(renewal, third, third, TimeUnit.MILLISECONDS);
    renewal.own = renewing;
    return renewing;
  }

  /** Ends itself in time: the end of a load may never come. */
  private final class Renewal implements Runnable {
    private final RemoteKey key;
    private final Lease lease;
    private final long leaseMillis;
    private final long began = ticker.read();
    private volatile @Nullable Future<?> own;

    private Renewal(RemoteKey key, Lease lease, long leaseMillis) {
      this.key = key;
      this.lease = lease;
      this.leaseMillis = leaseMillis;
    }

    @Override
    public void run() {
      Future<?> renewing = own;
      if (ticker.read() - began < longestNanos) {
        remote.renew(key, lease, leaseMillis);
      } else if (renewing != null) {
        renewing.cancel(false);
      }
    }
  }
}
