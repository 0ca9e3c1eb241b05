package io.tickcache.it.history;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the checker found.
 *
 * @param violations by their time
 * @param lags in nanoseconds and in order, see {@link InvalidationCheck#lags}
 * @param excused see {@link OneLoadCheck#excused}
 */
record Verdict(
    List<Violation> violations,
    Figures figures,
    List<Long> lags,
    Map<OneLoadCheck.Excuse, Integer> excused) {

  /** The violations until a time; later ones may be for want of records that are still to come. */
  List<Violation> violationsUntil(long horizon) {
    return violations.stream().filter(violation -> violation.at() <= horizon).toList();
  }

  Map<Violation.Promise, Long> counts() {
    return violations.stream()
        .collect(Collectors.groupingBy(Violation::promise, Collectors.counting()));
  }
}
