package io.tickcache.agent.redis;

import java.util.concurrent.atomic.LongAdder;

/** What happened between this process and Redis, counted where it happened. Thread-safe. */
public final class RedisStats {

  public final LongAdder invalidationsSent = new LongAdder();
  public final LongAdder invalidationsReceived = new LongAdder();
  public final LongAdder messagesIgnored = new LongAdder();
  public final LongAdder fills = new LongAdder();
  public final LongAdder fencedFills = new LongAdder();
  public final LongAdder failures = new LongAdder();

  private volatile Lag lag =
      new Lag() {
        @Override
        public void record(long nanos) {}
      };

  /** Where the lag of received invalidations goes from now on. */
  public void recordLag(Lag sink) {
    lag = sink;
  }

  void lag(long nanos) {
    lag.record(nanos);
  }

  /** Counts a failure of this command, if it fails. */
  void countFailure(Command<?> sent) {
    sent.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            failures.increment();
          }
        });
  }

  /** Takes the time from an invalidation in Redis to its arrival here, in nanoseconds. */
  public interface Lag {
    void record(long nanos);
  }
}
