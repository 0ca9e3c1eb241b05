package io.tickcache.it.nemesis;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.ShiftedClock;
import java.time.Duration;

/** Faults of one application. */
public final class ProcessFaults {

  private ProcessFaults() {}

  /** It stops and goes on, as in a very long garbage collection. */
  public static Nemesis pause(AgentJvm app) {
    return Fault.of("an application stops and goes on", app::pause, app::resume).hits(app);
  }

  /** Its clock jumps, and jumps back. */
  public static Nemesis clockJump(ShiftedClock clock, Duration jump) {
    return Fault.of(
        "the clock of an application jumps by " + jump.toHours() + " h",
        () -> clock.shift(jump),
        () -> clock.shift(Duration.ZERO));
  }
}
