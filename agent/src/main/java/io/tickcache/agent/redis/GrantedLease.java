package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Lease;

/**
 * A lease as Redis granted it: its id, the stamp to fill under, and Redis's time beside ours at
 * that moment. Immutable.
 */
final class GrantedLease implements Lease {

  private static final long NANOS_PER_MICRO = 1_000;

  final byte[] id;
  final byte[] stamp;
  private final long redisMicros;
  private final long receivedNanos;

  GrantedLease(ServerReply.Read read, long receivedNanos) {
    this.id = read.leaseId;
    this.stamp = read.bytes;
    this.redisMicros = read.redisMicros;
    this.receivedNanos = receivedNanos;
  }

  /**
   * A moment of ours by Redis's clock. Redis read it before we received it, so the result is too
   * early by up to one way of the network, which makes a value seem older than it is, never
   * younger.
   */
  long redisMicrosAt(long nanos) {
    return redisMicros + Math.floorDiv(nanos - receivedNanos, NANOS_PER_MICRO);
  }
}
