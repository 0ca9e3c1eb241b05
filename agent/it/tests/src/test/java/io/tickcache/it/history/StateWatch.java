package io.tickcache.it.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Listens to what the agents say of Redis, and finds losses that nobody had caused, such as on a
 * machine that is too busy: a process that says so is out of touch until it says otherwise. They
 * are shown apart, because an engine that gives up for no reason would excuse itself with them. One
 * that was lost in a fault and is not found again in time has no excuse.
 */
final class StateWatch {

  private static final String NAME = "lost Redis by itself";
  private static final String LOST_OR_FOUND = "redis: ";
  private static final String FOUND = "redis: in use";

  private final FaultLog log;
  private final Terms terms;
  private final List<Said> said = new ArrayList<>();
  private final Map<Integer, Integer> linesSeen = new HashMap<>();
  private final Map<Integer, Integer> open = new HashMap<>();

  StateWatch(FaultLog log, Terms terms) {
    this.log = log;
    this.terms = terms;
  }

  static boolean isUnprovoked(Fault fault) {
    return fault.name().startsWith(NAME);
  }

  /** What was said so far. */
  List<Said> said() {
    return List.copyOf(said);
  }

  /** Looks at what the processes have said since the last time; called often, by one thread. */
  void look(Fleet fleet) {
    long now = System.nanoTime();
    for (Fleet.Floor floor : fleet.all()) {
      List<String> lines = floor.jvm().errors();
      lines.subList(linesSeen.getOrDefault(floor.number(), 0), lines.size()).stream()
          .filter(line -> line.contains(LOST_OR_FOUND))
          .map(line -> new Said(floor.number(), now, line))
          .forEach(this::heard);
      linesSeen.put(floor.number(), lines.size());
    }
  }

  private void heard(Said line) {
    said.add(line);
    if (line.what().contains(FOUND)) {
      Integer fault = open.remove(line.process());
      if (fault != null) {
        log.end(fault);
      }
    } else if (!open.containsKey(line.process()) && !isProvoked(line)) {
      long start = line.at() - terms.detection().toNanos();
      open.put(
          line.process(),
          log.begin(NAME + " (" + line.what() + ")", Fault.Effect.LOSS, line.process(), start));
    }
  }

  private boolean isProvoked(Said line) {
    return log.all().stream()
        .anyMatch(
            fault ->
                fault.hits(line.process())
                    && fault.effect() != Fault.Effect.NOTHING
                    && !isUnprovoked(fault)
                    && (fault.end() == Faults.NEVER
                        || fault.end() + terms.detection().toNanos() >= line.at()));
  }
}
