package io.tickcache.agent.cache;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the lease of a load that takes long: renewed at each third of its time until the load ends.
 * Thread-safe.
 */
final class Leases {

  private final RemoteCache remote;
  private final ScheduledExecutorService background;

  Leases(RemoteCache remote, ScheduledExecutorService background) {
    this.remote = remote;
    this.background = background;
  }

  /** Renews until the future is cancelled. */
  Future<?> keep(RemoteKey key, Lease lease, long leaseMillis) {
    long third = Math.max(1, leaseMillis / 3);
    return background.scheduleAtFixedRate(
        () -> remote.renew(key, lease, leaseMillis), third, third, TimeUnit.MILLISECONDS);
  }
}
