package io.tickcache.it.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the invalidations of a run. Those that returned are in the journals. Of one whose process
 * was killed, or that is still under way, only the change is known that its thread had made before:
 * it may have happened at any time since.
 */
final class Invalidations {

  private record Maker(int process, int thread) {}

  private Invalidations() {}

  static List<Invalidation> of(List<Operation> operations, List<Change> changes) {
    List<Invalidation> all = new ArrayList<>();
    Map<Maker, List<Invalidation>> returned = new HashMap<>();
    for (Operation operation : operations) {
      if (operation.kind() == Operation.Kind.INVALIDATION) {
        Invalidation invalidation =
            new Invalidation(
                operation.process(),
                operation.thread(),
                operation.symbol(),
                operation.start(),
                operation.end());
        all.add(invalidation);
        returned
            .computeIfAbsent(
                new Maker(operation.process(), operation.thread()), absent -> new ArrayList<>())
            .add(invalidation);
      }
    }
    unreturned(returned, changes, all);
    return all;
  }

  /** The n-th change of a thread belongs to its n-th invalidation. */
  private static void unreturned(
      Map<Maker, List<Invalidation>> returned, List<Change> changes, List<Invalidation> all) {
    returned.values().forEach(list -> list.sort(Comparator.comparingLong(Invalidation::start)));
    Map<Maker, Integer> counts = new HashMap<>();
    for (Change change : changes) {
      Maker maker = new Maker(change.process(), change.thread());
      int number = counts.merge(maker, 1, Integer::sum);
      if (number > returned.getOrDefault(maker, List.of()).size()) {
        all.add(
            new Invalidation(
                change.process(), change.thread(), change.symbol(), change.at(), Long.MAX_VALUE));
      }
    }
  }
}
