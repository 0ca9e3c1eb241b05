package io.tickcache.agent.redis;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for replies on a thread of the agent's, where nobody is kept, and remembers why the latest
 * did not come. Used by one thread.
 */
final class Waiting implements Awaiting {

  /** A busy machine may need it; an operator would not call it slow. */
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final long longestNanos;
  private String failure = "";

  /**
   * @param timeoutNanos how long callers wait
   */
  Waiting(long timeoutNanos) {
    this.longestNanos = Math.max(timeoutNanos, SHORTEST_NANOS);
  }

  @Override
  public <T> @Nullable T await(Command<T> command) {
    return await(command, longestNanos);
  }

  <T> @Nullable T await(Command<T> command, long nanos) {
    try {
      return command.get(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      failure = "interrupted";
    } catch (TimeoutException late) {
      failure = "no reply within " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
    } catch (ExecutionException | CancellationException failed) {
      failure = Remedy.line(failed);
    }
    return null;
  }

  /** Why the latest reply that did not come did not come. */
  String failure() {
    return failure;
  }
}
