package io.tickcache.agent.cache;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

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
    long began = ticker.read();
    long third = Math.max(1, leaseMillis / 3);
    return background.scheduleAtFixedRate(
        () -> {
          if (ticker.read() - began < longestNanos) {
            remote.renew(key, lease, leaseMillis);
          }
        },
        third,
        third,
        TimeUnit.MILLISECONDS);
  }
}
