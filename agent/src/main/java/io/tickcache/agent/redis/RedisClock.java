package io.tickcache.agent.redis;

import java.util.concurrent.TimeUnit;

/**
 * Estimates Redis's clock from the answers that carry its time: the one with the shortest round
 * trip of late counts, in the middle of its trip. For measuring only; no answer's age rests on it.
 * Thread-safe, a lost update does no harm.
 */
final class RedisClock {

  private static final long OLD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private volatile Sample best = new Sample(0, 0, Long.MAX_VALUE);

  void observe(long redisMicros, long sentNanos, long receivedNanos) {
    Sample last = best;
    long trip = receivedNanos - sentNanos;
    if (trip <= last.trip || receivedNanos - last.nanos > OLD_NANOS) {
      best = new Sample(redisMicros, sentNanos + trip / 2, trip);
    }
  }

  /**
   * How long ago Redis's clock showed this time, in nanoseconds and not below 0; -1 if that can't
   * be told.
   */
  long nanosSince(long redisMicros, long now) {
    Sample sample = best;
    if (sample.trip == Long.MAX_VALUE) {
      return -1;
    }
    long micros = sample.redisMicros + TimeUnit.NANOSECONDS.toMicros(now - sample.nanos);
    return Math.max(0, TimeUnit.MICROSECONDS.toNanos(micros - redisMicros));
  }

  private static final class Sample {
    private final long redisMicros;
    private final long nanos;
    private final long trip;

    private Sample(long redisMicros, long nanos, long trip) {
      this.redisMicros = redisMicros;
      this.nanos = nanos;
      this.trip = trip;
    }
  }
}
