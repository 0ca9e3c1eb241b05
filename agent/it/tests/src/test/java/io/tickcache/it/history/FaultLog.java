package io.tickcache.it.history;

import java.util.ArrayList;
import java.util.List;

/** The faults of a run so far. Thread-safe. */
final class FaultLog {

  private final List<Fault> faults = new ArrayList<>();

  /** A fault that begins now; the number by which it is ended. */
  int begin(String name, Fault.Effect effect, int process) {
    return begin(name, effect, process, System.nanoTime());
  }

  synchronized int begin(String name, Fault.Effect effect, int process, long start) {
    faults.add(new Fault(name, effect, process, start, Faults.NEVER));
    return faults.size() - 1;
  }

  synchronized void end(int number) {
    Fault fault = faults.get(number);
    faults.set(
        number,
        new Fault(fault.name(), fault.effect(), fault.process(), fault.start(), System.nanoTime()));
  }

  synchronized List<Fault> all() {
    return List.copyOf(faults);
  }
}
