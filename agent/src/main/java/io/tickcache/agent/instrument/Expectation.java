package io.tickcache.agent.instrument;

import org.jspecify.annotations.Nullable;

/**
 * Stands where the rules will be, while only the names are known that they mention. Thread-safe.
 */
final class Expectation {

  private final Interest mentioned;
  private final Runnable firstSeen;
  private final Runnable needed;
  private volatile boolean begun;

  Expectation(Interest mentioned, Runnable firstSeen, Runnable needed) {
    this.mentioned = mentioned;
    this.firstSeen = firstSeen;
    this.needed = needed;
  }

  /** Has the rules put in force if they may mean a class that is being loaded. */
  void pass(String name, @Nullable Class<?> redefined, byte[] bytes) {
    if (!begun) {
      begun = true;
      firstSeen.run();
    }
    if (mentioned.in(redefined) || mentioned.in(name, bytes)) {
      needed.run();
    }
  }
}
