package io.tickcache.agent.redis;

import java.util.Arrays;

/**
 * The clocks of the servers that the buckets lie on: one for all, or in a cluster one for each
 * bucket. Thread-safe.
 */
final class RedisClocks {

  private volatile RedisClock[] clocks = of(false);

  RedisClock of(int bucket) {
    return clocks[bucket];
  }

  /** Forgets what it knows of the clocks, for other servers may have others. */
  void restart(boolean clustered) {
    clocks = of(clustered);
  }

  private static RedisClock[] of(boolean clustered) {
    RedisClock[] clocks = new RedisClock[Keyspace.BUCKETS];
    if (clustered) {
      Arrays.setAll(clocks, bucket -> new RedisClock());
    } else {
      Arrays.fill(clocks, new RedisClock());
    }
    return clocks;
  }
}
