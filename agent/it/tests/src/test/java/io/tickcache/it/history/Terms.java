package io.tickcache.it.history;

import java.time.Duration;

/**
 * What was promised: the settings of the rules that the applications ran under, and how long the
 * checker grants a healthy system on a busy machine.
 *
 * @param ttl of the rule for even symbols; {@code tickTtl} of that for odd ones
 * @param nearTtl as {@code l1-ttl}, for even symbols; for odd ones it is their ttl
 * @param heard within what time after an invalidation returned every connected process obeys it
 * @param recovery within what time after a fault has ended all is as before
 * @param detection within what time after a fault has begun the agent acts on it
 */
record Terms(
    Duration ttl,
    Duration nearTtl,
    Duration tickTtl,
    Duration degradedTtl,
    Duration waitAtMost,
    Duration redisTimeout,
    Duration heard,
    Duration recovery,
    Duration detection) {

  static final Terms OF_RUN =
      new Terms(
          Duration.ofSeconds(12),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2));

  long ttlNanos(int symbol) {
    return (symbol % 2 == 0 ? ttl : tickTtl).toNanos();
  }

  long nearNanos(int symbol) {
    return (symbol % 2 == 0 ? nearTtl : tickTtl).toNanos();
  }
}
