package io.tickcache.it.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds losses of Redis that nobody had caused, such as on a machine that is too busy: a process
 * that says so is out of touch until it says otherwise. They are shown apart, because an engine
 * that gives up for no reason would excuse itself with them.
 */
final class StateWatch {

  private static final String NAME = "lost Redis by itself";

  private final FaultLog log;
  private final Terms terms;
  private final Map<Integer, Integer> linesSeen = new HashMap<>();
  private final Map<Integer, Integer> open = new HashMap<>();

  StateWatch(FaultLog log, Terms terms) {
    this.log = log;
    this.terms = terms;
  }

  static boolean isUnprovoked(Fault fault) {
    return fault.name().equals(NAME);
  }

  /** Looks at what the processes have said since the last time; called often, by one thread. */
  void look(Fleet fleet) {
    for (Fleet.Floor floor : fleet.all()) {
      List<String> lines = floor.jvm().errors();
      lines
          .subList(linesSeen.getOrDefault(floor.number(), 0), lines.size())
          .forEach(line -> heard(floor.number(), line));
      linesSeen.put(floor.number(), lines.size());
    }
  }

  private void heard(int process, String line) {
    if (line.contains("redis: in use")) {
      Integer fault = open.remove(process);
      if (fault != null) {
        log.end(fault);
      }
    } else if (line.contains("redis: ") && !open.containsKey(process) && !excused(process)) {
      long start = System.nanoTime() - terms.detection().toNanos();
      open.put(process, log.begin(NAME, Fault.Effect.LOSS, process, start));
    }
  }

  private boolean excused(int process) {
    long now = System.nanoTime();
    return new Faults(log.all(), List.of(), terms).hit(process, now, now);
  }
}
