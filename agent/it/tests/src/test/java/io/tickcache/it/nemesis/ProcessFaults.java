package io.tickcache.it.nemesis;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.ShiftedClock;
import java.time.Duration;
import java.util.function.Supplier;

/** Faults of one application. */
public final class ProcessFaults {

  private ProcessFaults() {}

  /** It stops and goes on, as in a very long garbage collection. */
  public static Nemesis pause(AgentJvm app) {
    return stop(() -> app).hits(app);
  }

  /** As {@link #pause(AgentJvm)}, for whoever stands there when it strikes. */
  public static Nemesis pause(Supplier<AgentJvm> place) {
    return stop(place);
  }

  private static Fault stop(Supplier<AgentJvm> place) {
    return Fault.of(
        "an application stops and goes on", () -> place.get().pause(), () -> place.get().resume());
  }

  /** Its clock jumps, and jumps back. */
  public static Nemesis clockJump(ShiftedClock clock, Duration jump) {
    return Fault.of(
        "the clock of an application jumps by " + jump.toHours() + " h",
        () -> clock.shift(jump),
        () -> clock.shift(Duration.ZERO));
  }
}
