package io.tickcache.it.history;

import java.util.List;

/**
 * What the faults of a run excuse. Every allowance that the checker makes for them is made here and
 * in {@link InvalidationCheck} and {@link OneLoadCheck}, which ask here; age (P1) has none.
 *
 * <ul>
 *   <li>A process that a fault hit is in touch with the others again when the fault has ended and
 *       {@link Terms#recovery} has passed. One fault upon another counts as one.
 *   <li>An invalidation that returned while its process was out of touch reaches the others once it
 *       is in touch again, and never if it dies before.
 *   <li>A process that stood still by itself, as its own watch found, is excused for that time.
 * </ul>
 */
final class Faults {

  /** What never comes. */
  static final long NEVER = Long.MAX_VALUE;

  /** A shorter one is within what {@link Terms#heard} grants. */
  private static final long LONG_STALL_NANOS = 250_000_000;

  private final List<Fault> faults;
  private final List<Operation> stalls;
  private final List<Operation> longStalls;
  private final Terms terms;

  Faults(List<Fault> faults, List<Operation> stalls, Terms terms) {
    this.faults = faults.stream().filter(fault -> fault.effect() != Fault.Effect.NOTHING).toList();
    this.stalls = stalls;
    this.longStalls =
        stalls.stream().filter(stall -> stall.end() - stall.start() > LONG_STALL_NANOS).toList();
    this.terms = terms;
  }

  /**
   * When the process has surely heard what others told it in this time: its end, unless a fault hit
   * it.
   */
  long inTouch(int process, long from, long to) {
    long time = to;
    for (boolean later = true; later; ) {
      later = false;
      for (Fault fault : faults) {
        if (fault.hits(process)
            && fault.effect() != Fault.Effect.AMNESIA
            && fault.start() <= time
            && over(fault) >= from
            && over(fault) > time) {
          time = over(fault);
          later = true;
        }
      }
    }
    return time;
  }

  boolean hit(int process, long from, long to) {
    return faults.stream()
        .anyMatch(fault -> fault.hits(process) && fault.start() <= to && over(fault) >= from);
  }

  /**
   * Whether the process may have flushed L1 and voided its loads, as it does when it is in touch
   * again: at no time while Redis is known to be silent.
   */
  boolean mayFlush(int process, long from, long to) {
    return faults.stream()
        .anyMatch(
            fault ->
                fault.hits(process)
                    && fault.start() <= to
                    && over(fault) >= from
                    && !(silentAt(fault, from) && silentAt(fault, to)));
  }

  /** Whether at this time Redis answered nobody, and every process had had time to act on it. */
  boolean silent(long from, long to) {
    return faults.stream().anyMatch(fault -> silentAt(fault, from) && silentAt(fault, to));
  }

  private boolean silentAt(Fault fault, long time) {
    return fault.effect() == Fault.Effect.SILENCE
        && time >= fault.start() + terms.detection().toNanos()
        && time <= fault.end();
  }

  /** When the process was killed, or {@link #NEVER}. */
  long death(int process) {
    return faults.stream()
        .filter(fault -> fault.effect() == Fault.Effect.DEATH && fault.process() == process)
        .mapToLong(Fault::end)
        .findFirst()
        .orElse(NEVER);
  }

  boolean stalled(int process, long from, long to) {
    return stalls.stream()
            .anyMatch(
                stall -> stall.process() == process && stall.start() <= to && stall.end() >= from)
        || faults.stream()
            .anyMatch(
                fault ->
                    fault.effect() == Fault.Effect.PAUSE
                        && fault.process() == process
                        && fault.start() <= to
                        && fault.end() >= from);
  }

  /** When every other process that this one tells of the invalidation can have been told. */
  long told(Invalidation invalidation) {
    long returned = invalidation.returned() ? invalidation.end() : NEVER;
    if (returned == NEVER) {
      return NEVER;
    }
    return inTouch(invalidation.process(), invalidation.start(), returned);
  }

  /** From when on the process must obey the invalidation, or {@link #NEVER}. */
  long mustObey(Invalidation invalidation, int process) {
    if (!invalidation.returned()) {
      return NEVER;
    }
    if (invalidation.process() == process) {
      return invalidation.end();
    }
    long told = told(invalidation);
    return told > invalidation.end() && told >= death(invalidation.process())
        ? NEVER
        : heard(invalidation, process, told);
  }

  /** Until when the invalidation may first show in the process. */
  long lastEffect(Invalidation invalidation, int process) {
    if (invalidation.process() == process && invalidation.returned()) {
      return invalidation.end();
    }
    return heard(
        invalidation, process, Math.min(told(invalidation), death(invalidation.process())));
  }

  private long heard(Invalidation invalidation, int process, long told) {
    if (told == NEVER) {
      return NEVER;
    }
    long granted = terms.heard().toNanos();
    long heard = inTouch(process, invalidation.start(), told + granted);
    for (Operation stall : longStalls) {
      if (stall.process() == process
          && stall.start() <= heard
          && stall.end() >= invalidation.start()) {
        heard = Math.max(heard, stall.end() + granted);
      }
    }
    return heard;
  }

  private long over(Fault fault) {
    return fault.end() == NEVER ? NEVER : fault.end() + terms.recovery().toNanos();
  }
}
