package io.tickcache.it.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decides whether the promises were kept in a history. */
final class Checker {

  private final Terms terms;

  Checker(Terms terms) {
    this.terms = terms;
  }

  Verdict judge(History history) {
    Faults faults = new Faults(history.faults(), history.operations(Operation.Kind.STALL), terms);
    List<Violation> violations = new ArrayList<>();
    new AgeCheck(history, terms, violations).run();
    InvalidationCheck invalidations = new InvalidationCheck(history, faults, terms, violations);
    invalidations.run();
    OneLoadCheck loads = new OneLoadCheck(history, faults, terms, violations);
    loads.run();
    violations.sort(Comparator.comparingLong(Violation::at));
    return new Verdict(violations, Figures.of(history), invalidations.lags(), loads.excused());
  }
}
