package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Ticker;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for Redis as long as a caller may be kept, and tells the breaker how it went. Only what
 * Redis did counts: neither a crowd of our own commands nor the time in which this process stood
 * still. Thread-safe.
 */
final class Patience {

  /** A thread that wakes up so much later than it wanted to has not been running. */
  private static final long STANDSTILL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final long timeoutNanos;
  private final Breaker breaker;
  private final RedisStats stats;
  private final Ticker ticker;

  Patience(long timeoutNanos, Breaker breaker, RedisStats stats, Ticker ticker) {
    this.timeoutNanos = timeoutNanos;
    this.breaker = breaker;
    this.stats = stats;
    this.ticker = ticker;
  }

  /**
   * For who has been kept for a while.
   *
   * @param nanos since when
   */
  Awaiting since(long nanos) {
    return new Awaiting() {
      @Override
      public <T> @Nullable T await(Command<T> command) {
        return Patience.this.await(command, nanos);
      }
    };
  }

  /**
   * The reply to a command, or null if there is none in time. An interrupted caller gets null at
   * once and stays interrupted; that says nothing of Redis, and neither does a command that had
   * only a small rest of the time.
   *
   * @param sinceNanos since when the caller has been kept
   */
  <T> @Nullable T await(Command<T> command, long sinceNanos) {
    long most = timeoutNanos - (ticker.read() - sinceNanos);
    try {
      T reply = command.get(most, TimeUnit.NANOSECONDS);
      breaker.succeeded(command.tookNanos());
      return reply;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof CongestionException)) {
        note(command.tookNanos(), failed);
      }
    } catch (TimeoutException late) {
      long waited = ticker.read() - command.sentNanos();
      if (most > timeoutNanos / 2 && waited < most + STANDSTILL_NANOS) {
        note(waited, late);
      }
    }
    return null;
  }

  private void note(long nanos, Throwable failure) {
    stats.failures.increment();
    breaker.failed(nanos, failure);
  }
}
