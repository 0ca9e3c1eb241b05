package io.tickcache.agent.dispatch;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The loads under way, by the thread that runs them; a load within a load knows the outer one. It
 * leaves nothing behind in the application's threads, as thread-locals would. Thread-safe.
 */
final class UnderWay {

  private final ConcurrentHashMap<Thread, UpstreamCall> innermost = new ConcurrentHashMap<>();

  /**
   * The innermost load of the current thread, or null. No short cut by the map's size: that is a
   * sum which other threads' changes may take past zero.
   */
  @Nullable UpstreamCall here() {
    return innermost.get(Thread.currentThread());
  }

  void begin(UpstreamCall call) {
    innermost.put(Thread.currentThread(), call);
  }

  void end(UpstreamCall call) {
    UpstreamCall outer = call.outer();
    if (outer == null) {
      innermost.remove(Thread.currentThread());
    } else {
      innermost.put(Thread.currentThread(), outer);
    }
  }
}
