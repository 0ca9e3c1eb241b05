package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Lease;
import java.util.concurrent.TimeUnit;

/**
 * A lease as Redis granted it: its id, the stamp to fill under, and Redis's time beside ours at
 * that moment. Immutable.
 */
final class GrantedLease implements Lease {

  final byte[] id;
  final byte[] stamp;
  private final long redisMicros;
  private final long receivedNanos;

  GrantedLease(byte[] id, byte[] stamp, long redisMicros, long receivedNanos) {
    this.id = id;
    this.stamp = stamp;
    this.redisMicros = redisMicros;
    this.receivedNanos = receivedNanos;
  }

  /**
   * A moment of ours by Redis's clock. Redis read it before we received it, so the result is too
   * early by up to one way of the network, which makes a value seem older than it is, never
   * younger.
   */
  long redisMicrosAt(long nanos) {
    return redisMicros + TimeUnit.NANOSECONDS.toMicros(nanos - receivedNanos);
  }
}
