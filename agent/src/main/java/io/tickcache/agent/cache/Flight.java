package io.tickcache.agent.cache;

import io.tickcache.bootstrap.gate.Served;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One load of one key under way: a thread leads it, others with the same question follow. It lands
 * once, with an entry, with a failure of the upstream, or with nothing, and then a new leader is
 * wanted. Thread-safe.
 */
final class Flight {

  private final Fence fence;
  private final CompletableFuture<@Nullable Void> landed = new CompletableFuture<>();
  private final long beganNanos;
  private final boolean ahead;
  private volatile @Nullable Thread leader;
  private long handOutEndNanos;
  private volatile @Nullable Entry entry;
  private volatile @Nullable Throwable failure;

  /**
   * @param ahead whether it is begun before the present answer is over
   */
  Flight(Fence fence, Thread leader, long beganNanos, boolean ahead) {
    this.fence = fence;
    this.leader = leader;
    this.beganNanos = beganNanos;
    this.ahead = ahead;
  }

  /** Whether callers are to look for the answer that there still is before they follow it. */
  boolean isAhead() {
    return ahead;
  }

  /** When it was registered, by the cache's ticker. */
  long beganNanos() {
    return beganNanos;
  }

  Fence fence() {
    return fence;
  }

  boolean ledBy(Thread thread) {
    return leader == thread;
  }

  /**
   * Whether an invalidation came since it was registered: who waits already may have its value,
   * nobody else.
   */
  boolean isVoid() {
    return !fence.isUp();
  }

  /**
   * Hands an answer to those who follow.
   *
   * @param untilNanos until when they may have it
   */
  void land(Entry answer, long untilNanos) {
    handOutEndNanos = untilNanos;
    entry = answer;
    landed.complete(null);
  }

  void fail(Throwable upstreamFailure) {
    failure = upstreamFailure;
    landed.complete(null);
  }

  void abandon() {
    landed.complete(null);
  }

  /** Waits until it has landed, at most as long as said; false if it has not. */
  boolean awaitLanding(long nanos) throws InterruptedException {
    try {
      landed.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Has this run when it has landed, on the thread that lands it, or now if it has. */
  void whenLanded(Runnable listener) {
    landed.thenRun(listener);
  }

  /** The load goes on when its leader has long returned: he follows from now on, like others. */
  void leaveThread() {
    leader = null;
  }

  boolean hasLeftThread() {
    return leader == null;
  }

  /** Whether it has landed with an answer. */
  boolean hasBrought() {
    return entry != null;
  }

  /** What followers get at this moment, if there is an answer and it isn't over. */
  @Nullable Entry entryAt(long now) {
    Entry answer = entry;
    return answer != null && now - handOutEndNanos < 0 ? answer : null;
  }

  /** What followers get instead of an entry, if the upstream failed. */
  @Nullable Served failed() {
    Throwable thrown = failure;
    return thrown == null ? null : Served.failed(thrown);
  }
}
