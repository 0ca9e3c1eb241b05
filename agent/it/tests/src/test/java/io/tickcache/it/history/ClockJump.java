package io.tickcache.it.history;

import io.tickcache.it.harness.ShiftedClock;
import io.tickcache.it.nemesis.Nemesis;
import java.io.IOException;
import java.time.Duration;

/** The clock of whichever process stands in the place when it strikes jumps, and jumps back. */
final class ClockJump implements Nemesis {

  private final Fleet fleet;
  private final int place;
  private final Duration jump;
  private ShiftedClock clock;

  ClockJump(Fleet fleet, int place, Duration jump) {
    this.fleet = fleet;
    this.place = place;
    this.jump = jump;
  }

  @Override
  public String name() {
    return "the clock of an application jumps by " + jump.toHours() + " h";
  }

  @Override
  public void strike() throws IOException {
    clock = ShiftedClock.ofRunning(fleet.jvm(place));
    clock.shift(jump);
  }

  @Override
  public void heal() throws IOException {
    if (clock != null) {
      clock.shift(Duration.ZERO);
      clock.close();
    }
  }
}
