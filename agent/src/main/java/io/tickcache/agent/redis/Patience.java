package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for Redis as long as a caller may be kept, and tells the breaker how it went. Thread-safe.
 */
final class Patience {

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
   * The answer to a command just sent, or null if there is none in time. An interrupted caller gets
   * null at once and stays interrupted; that says nothing of Redis.
   *
   * @param sent when the command was sent
   */
  <T> @Nullable T await(CompletableFuture<T> command, long sent) {
    try {
      T answer = command.get(timeoutNanos, TimeUnit.NANOSECONDS);
      breaker.succeeded(ticker.read() - sent);
      return answer;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | TimeoutException failure) {
      stats.failures.increment();
      breaker.failed(ticker.read() - sent, failure);
      return null;
    }
  }
}
