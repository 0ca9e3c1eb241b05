package io.tickcache.agent.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongFunction;

/**
 * Tells when an answer's time is over, once, when it becomes an entry. Nobody may get one that is
 * older than the limit in force at that moment. So its age is followed through the windows of the
 * schedule, until it comes to the limit of one, or to a window whose limit it is past. This is the
 * one place where the clock on the wall meets the engine's ticker. Thread-safe.
 */
final class Terms {

  /** What is further away than any limit need not be told apart. */
  private static final Duration FAR = Duration.ofDays(10 * 365);

  private final Schedule schedule;
  private final Clock clock;

  Terms(Schedule schedule, Clock clock) {
    this.schedule = schedule;
    this.clock = clock;
  }

  /** The limits in force. */
  AgeLimits limits(String symbol) {
    return schedule.at(wall()).limits(symbol);
  }

  /**
   * The term of an answer that came just now.
   *
   * @param alone whether L2 can't hold it
   */
  Term of(String symbol, boolean negative, boolean alone, long birthNanos, long nowNanos) {
    return of(symbol, negative, birthNanos, nowNanos, limits -> limits.nearNanos(alone));
  }

  /**
   * The term of an answer that came just now.
   *
   * @param near how long it may stay in this process
   */
  Term of(
      String symbol,
      boolean negative,
      long birthNanos,
      long nowNanos,
      ToLongFunction<AgeLimits> near) {
    Moment now = new Moment(symbol, nowNanos, wall());
    return new Term(
        now.end(birthNanos, limits -> limits.ttlNanos(negative)),
        now.ageEnd(nowNanos, near),
        now.ageEnd(nowNanos, limits -> limits.degradedNanos));
  }

  /** When an answer that came just now may be served no more, by anyone. */
  long end(String symbol, boolean negative, long birthNanos, long nowNanos) {
    return new Moment(symbol, nowNanos, wall())
        .end(birthNanos, limits -> limits.ttlNanos(negative));
  }

  /**
   * When an answer that could be served until its end may be served no more, though there is no
   * newer one: so much later, but never past a moment that ends all that was loaded before.
   */
  long staleEnd(String symbol, boolean negative, long birthNanos, long nowNanos, long beyondNanos) {
    return new Moment(symbol, nowNanos, wall())
        .staleEnd(birthNanos, limits -> limits.ttlNanos(negative), beyondNanos);
  }

  /** Whether an answer of this age may be served no more, by anyone. */
  boolean isOver(String symbol, boolean negative, long birthNanos, long nowNanos) {
    return end(symbol, negative, birthNanos, nowNanos) - nowNanos <= 0;
  }

  boolean isAdaptive() {
    return schedule.isAdaptive();
  }

  long longestNanos() {
    return schedule.longestNanos();
  }

  private Instant wall() {
    return schedule.isTimeless() ? Instant.EPOCH : clock.instant();
  }

  /** One moment by both clocks, from which ends are counted for one symbol. */
  private final class Moment {
    private final String symbol;
    private final long nanos;
    private final Instant wall;

    Moment(String symbol, long nanos, Instant wall) {
      this.symbol = symbol;
      this.nanos = nanos;
      this.wall = wall;
    }

    /** When what was loaded at a time before is over: by its age, or by the next ending. */
    long end(long birthNanos, ToLongFunction<AgeLimits> limit) {
      return staleEnd(birthNanos, limit, 0);
    }

    /** As {@link #end}, where its age may go beyond the limit. */
    long staleEnd(long birthNanos, ToLongFunction<AgeLimits> limit, long beyondNanos) {
      long end = ageEnd(birthNanos, limits -> limit.applyAsLong(limits) + beyondNanos);
      Instant ending =
          schedule.isTimeless() ? null : schedule.endingAfter(wall.plusNanos(birthNanos - nanos));
      return ending == null ? end : Term.earlier(end, nanosOf(ending));
    }

    /** The first time, from this moment on, at which an age is not below the limit in force. */
    long ageEnd(long birthNanos, ToLongFunction<AgeLimits> limit) {
      long from = nanos;
      Schedule.Window window = schedule.at(wall);
      while (true) {
        long end = birthNanos + limit.applyAsLong(window.limits(symbol));
        if (end - from <= 0) {
          return from;
        }
        if (window.end().equals(Instant.MAX)) {
          return end;
        }
        long change = nanosOf(window.end());
        if (end - change < 0) {
          return end;
        }
        from = change;
        window = window.next();
      }
    }

    private long nanosOf(Instant moment) {
      Duration away = Duration.between(wall, moment);
      return nanos + (away.compareTo(FAR) > 0 ? FAR : away).toNanos();
    }
  }
}
