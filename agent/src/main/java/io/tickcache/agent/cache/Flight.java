package io.tickcache.agent.cache;

import io.tickcache.bootstrap.gate.Served;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One load of one key under way: a thread leads it, others with the same question follow. It lands
 * once, with an entry, with a failure of the upstream, or with nothing, and then a new leader is
 * wanted. Thread-safe.
 */
final class Flight {

  private final Fence fence;
  private final Thread leader;
  private final CountDownLatch landed = new CountDownLatch(1);
  private volatile @Nullable Entry entry;
  private volatile @Nullable Throwable failure;

  Flight(Fence fence, Thread leader) {
    this.fence = fence;
    this.leader = leader;
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

  void land(Entry answer) {
    entry = answer;
    landed.countDown();
  }

  void fail(Throwable upstreamFailure) {
    failure = upstreamFailure;
    landed.countDown();
  }

  void abandon() {
    landed.countDown();
  }

  /** Waits until it has landed, at most as long as said; false if it has not. */
  boolean awaitLanding(long nanos) throws InterruptedException {
    return landed.await(nanos, TimeUnit.NANOSECONDS);
  }

  @Nullable Entry entry() {
    return entry;
  }

  /** What followers get instead of an entry, if the upstream failed. */
  @Nullable Served failed() {
    Throwable thrown = failure;
    return thrown == null ? null : Served.failed(thrown);
  }
}
