package io.tickcache.agent.redis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Estimates Redis's clock from the answers that carry its time: the one with the shortest round
 * trip of late counts, in the middle of its trip. It measures lags, and it finds out times that
 * can't be: the ages of answers rest on what Redis says, so a damaged time must not get through.
 * Thread-safe, a lost update does no harm.
 */
final class RedisClock {

  private static final long OLD_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final long NANOS_PER_MICRO = 1_000;

  /** Clocks differ by less than one part in a thousand. */
  private static final long DRIFT = 1_000;

  private static final Sample NONE = new Sample(0, 0, Long.MAX_VALUE);

  private volatile Sample best = NONE;
  private volatile Sample latest = NONE;

  /** The latest one that somebody was sent to replace. */
  private final AtomicReference<Sample> renewed = new AtomicReference<>(NONE);

  /** Takes note of a time; false if it doesn't fit to those before. */
  boolean observe(long redisMicros, long sentNanos, long receivedNanos) {
    Sample last = best;
    long trip = receivedNanos - sentNanos;
    Sample sample = new Sample(redisMicros, sentNanos + trip / 2, trip);
    if (last != NONE && !sample.fits(last)) {
      return false;
    }
    latest = sample;
    if (trip <= last.trip || receivedNanos - last.nanos > OLD_NANOS) {
      best = sample;
    }
    return true;
  }

  /**
   * How long ago Redis's clock showed this time, in nanoseconds and not below 0; -1 if that can't
   * be told.
   */
  long nanosSince(long redisMicros, long now) {
    Sample sample = best;
    if (sample == NONE) {
      return -1;
    }
    long micros = sample.redisMicros + TimeUnit.NANOSECONDS.toMicros(now - sample.nanos);
    return Math.max(0, TimeUnit.MICROSECONDS.toNanos(micros - redisMicros));
  }

  /**
   * Whether ages will be told when the reply to a command comes that is sent now, if that takes as
   * long as the latest. Before they will not be told any more one of those who ask gets no, so that
   * he brings the next answer with a time, and not all of them.
   *
   * @param longestTrip what the reply may take, if it takes as long as the latest
   */
  boolean tellsAges(long now, long longestTrip) {
    Sample sample = latest;
    return sample != NONE
        && sample.trip <= longestTrip
        && sample.isOf(now + sample.trip)
        && (sample.isOf(now + TOLERANCE_NANOS / 2) || !isFirstToRenew(sample));
  }

  private boolean isFirstToRenew(Sample sample) {
    Sample before = renewed.get();
    return before != sample && renewed.compareAndSet(before, sample);
  }

  /**
   * How long ago Redis's clock showed this time, at the most, in nanoseconds; below 0 where that
   * can't be told. It is told by the latest answer alone, and only for as long after it was asked
   * for as an error is tolerated: a clock that was set anew since can't have brought more than
   * that, for what it dates later than now is not told.
   */
  long mostNanosSince(long redisMicros, long now) {
    Sample sample = latest;
    return sample == NONE || !sample.isOf(now)
        ? -1
        : TimeUnit.MICROSECONDS.toNanos(sample.latestMicros(now) - redisMicros);
  }

  /**
   * A moment of ours by Redis's clock, in microseconds, at the earliest; -1 if nothing is known.
   */
  long earliestMicros(long nanos) {
    Sample one = best;
    Sample other = latest;
    return one == NONE || other == NONE
        ? -1
        : Math.max(one.earliestMicros(nanos), other.earliestMicros(nanos));
  }

  /** As {@link #earliestMicros}, at the latest. */
  long latestMicros(long nanos) {
    Sample one = best;
    Sample other = latest;
    return one == NONE || other == NONE
        ? -1
        : Math.min(one.latestMicros(nanos), other.latestMicros(nanos));
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

    /** Whether it was asked for shortly before. */
    private boolean isOf(long at) {
      return at - (nanos - trip / 2) <= TOLERANCE_NANOS;
    }

    /** Redis read its clock before we received it, and the clocks may have drifted since. */
    private long earliestMicros(long at) {
      long passed = at - nanos - (trip + 1) / 2 - Math.abs(at - nanos) / DRIFT;
      return redisMicros + Math.floorDiv(passed, NANOS_PER_MICRO);
    }

    /** Redis read its clock after we had sent for it. */
    private long latestMicros(long at) {
      long passed = at - nanos + (trip + 1) / 2 + Math.abs(at - nanos) / DRIFT;
      return redisMicros + Math.floorDiv(passed, NANOS_PER_MICRO) + 2;
    }

    /** Each is wrong by half of its trip at most, and the clocks may have drifted apart since. */
    private boolean fits(Sample other) {
      long passed = Math.abs(nanos - other.nanos);
      long micros = redisMicros - other.redisMicros;
      long error = Math.abs(micros - TimeUnit.NANOSECONDS.toMicros(nanos - other.nanos));
      long allowed = (trip + other.trip) / 2 + passed / DRIFT + TOLERANCE_NANOS;
      return error <= TimeUnit.NANOSECONDS.toMicros(allowed);
    }
  }
}
