package io.tickcache.agent.upstream;

/**
 * What the calls of one upstream do in this process. Which of two states of one kind it is matters,
 * for what a call comes to counts only in the state that it began in. Immutable.
 */
abstract class BrakeState {

  private BrakeState() {}

  /** All calls are made. */
  static final class Calling extends BrakeState {}

  /** No call is made. */
  static final class Stopped extends BrakeState {
    final Stop stop;
    final long sinceNanos;
    final long untilNanos;

    /** Whether the other processes know of it. */
    final boolean told;

    Stopped(Stop stop, long sinceNanos, long waitNanos, boolean told) {
      this.stop = stop;
      this.sinceNanos = sinceNanos;
      this.untilNanos = sinceNanos + waitNanos;
      this.told = told;
    }

    /** The same, of which the other processes are to hear. */
    Stopped untold() {
      return new Stopped(stop, sinceNanos, untilNanos - sinceNanos, false);
    }

    /** Whether it is time for a probe. */
    boolean isDue(long now) {
      return now - untilNanos >= 0;
    }

    /** Whether it is, where each of so many processes probes for itself. */
    boolean isDue(long now, int processes) {
      return now - untilNanos >= (processes - 1) * (untilNanos - sinceNanos);
    }
  }

  /** One call is made, to find out whether the provider still refuses them. */
  static final class Probing extends BrakeState {
    final Stop stop;
    final long sinceNanos;

    /** Whether a call is on its way. */
    final boolean begun;

    Probing(Stop stop, long sinceNanos, boolean begun) {
      this.stop = stop;
      this.sinceNanos = sinceNanos;
      this.begun = begun;
    }
  }
}
