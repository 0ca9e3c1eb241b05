package io.tickcache.it.nemesis;

import io.tickcache.it.harness.AgentJvm;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** How faults and drills let time pass: it is what they are made of, not a guess at a condition. */
final class Pause {

  private Pause() {}

  static void of(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  static void until(String what, Callable<Boolean> condition) {
    AgentJvm.awaiting(what).until(condition);
  }
}
