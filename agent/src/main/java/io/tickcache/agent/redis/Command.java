package io.tickcache.agent.redis;

import io.lettuce.core.RedisException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way to Redis, and then its reply. Its time is taken when the reply arrives, not
 * when somebody looks at it: a caller that waits for a processor says nothing of Redis.
 * Thread-safe.
 */
final class Command<T> extends CompletableFuture<T> {

  private final long sentNanos;
  private final AtomicInteger inFlight;
  private volatile long settledNanos;

  /**
   * @param sentNanos when it was sent, by the tier's ticker
   * @param inFlight the number of those that are not settled, which this is one of from now on
   */
  Command(long sentNanos, AtomicInteger inFlight) {
    this.sentNanos = sentNanos;
    this.inFlight = inFlight;
    inFlight.incrementAndGet();
    this.settledNanos = sentNanos;
  }

  long sentNanos() {
    return sentNanos;
  }

  /** From sending to the reply; 0 while there is none. */
  long tookNanos() {
    return settledNanos - sentNanos;
  }

  void succeed(T reply, long now) {
    settledNanos = now;
    leave(complete(reply));
  }

  void fail(Throwable failure, long now) {
    settledNanos = now;
    leave(
        completeExceptionally(
            failure instanceof CancellationException
                ? new RedisException("the connection was lost", failure)
                : failure));
  }

  /** It may be settled more than once; the first time counts. */
  private void leave(boolean first) {
    if (first) {
      inFlight.decrementAndGet();
    }
  }

  void settle(T reply, @Nullable Throwable failure, long now) {
    if (failure == null) {
      succeed(reply, now);
    } else {
      fail(failure, now);
    }
  }
}
