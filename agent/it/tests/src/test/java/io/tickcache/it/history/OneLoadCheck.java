package io.tickcache.it.history;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * P3: per key one upstream call at a time, in a process and in the namespace.
 *
 * <p>A call takes longer in its process than between its arrival at the truth and its end there, so
 * two that overlap there did overlap. Such a pair is excused, always for the whole time from the
 * beginning of the earlier of the two reads to the arrival of the second call, by
 *
 * <ul>
 *   <li>an invalidation, even one heard late: one asks for what the other can't know. It may be the
 *       call that came later which was asked for earlier, and voided before it began;
 *   <li>a flush after a fault, in the process of either; across processes any fault, since leases
 *       may be lost;
 *   <li>{@code wait}: the first took longer, so those who waited ask for themselves;
 *   <li>across processes, the time-out of Redis: either caller was kept that long before it called,
 *       so that it may have called without a lease;
 *   <li>across processes, a first caller that stood still while it held the lease, or was killed;
 *   <li>a record that was lost with its process.
 * </ul>
 */
final class OneLoadCheck {

  /** Why a pair of overlapping calls is none of ours. */
  enum Excuse {
    INVALIDATION,
    FAULT,
    WAIT,
    REDIS_TIMEOUT,
    STALL,
    LOST_RECORD
  }

  private final History history;
  private final Faults faults;
  private final Terms terms;
  private final List<Violation> violations;
  private final Map<Excuse, Integer> excused = new EnumMap<>(Excuse.class);

  OneLoadCheck(History history, Faults faults, Terms terms, List<Violation> violations) {
    this.history = history;
    this.faults = faults;
    this.terms = terms;
    this.violations = violations;
  }

  void run() {
    history.symbols().values().forEach(this::check);
  }

  /** How many pairs of overlapping calls were excused, and why. */
  Map<Excuse, Integer> excused() {
    return excused;
  }

  private void check(History.OfSymbol symbol) {
    for (int i = 0; i < symbol.calls.size(); i++) {
      Call first = symbol.calls.get(i);
      long end = Math.min(first.end(), faults.death(first.process()));
      for (int j = i + 1; j < symbol.calls.size() && symbol.calls.get(j).arrival() < end; j++) {
        check(symbol, first, symbol.calls.get(j));
      }
    }
  }

  private void check(History.OfSymbol symbol, Call first, Call second) {
    Excuse excuse = excuse(symbol, first, second);
    if (excuse == null) {
      report(first, second);
    } else {
      excused.merge(excuse, 1, Integer::sum);
    }
  }

  private Excuse excuse(History.OfSymbol symbol, Call first, Call second) {
    Operation one = history.readThatMade(first);
    Operation two = history.readThatMade(second);
    if (one == null || two == null) {
      return Excuse.LOST_RECORD;
    }
    long from = Math.min(one.start(), two.start());
    if (invalidated(symbol, from, first, second)) {
      return Excuse.INVALIDATION;
    }
    if (second.arrival() - one.start() >= terms.waitAtMost().toNanos()) {
      return Excuse.WAIT;
    }
    return first.process() == second.process()
        ? excuseWithin(from, second)
        : excuseAcross(from, one, first, two, second);
  }

  private Excuse excuseWithin(long from, Call second) {
    return faults.mayFlush(second.process(), from, second.arrival()) ? Excuse.FAULT : null;
  }

  private Excuse excuseAcross(long from, Operation one, Call first, Operation two, Call second) {
    long to = second.arrival();
    if (faults.hit(one.process(), from, to) || faults.hit(two.process(), from, to)) {
      return Excuse.FAULT;
    }
    if (faults.stalled(one.process(), from, to)) {
      return Excuse.STALL;
    }
    long timeout = terms.redisTimeout().toNanos();
    return first.arrival() - one.start() >= timeout || to - two.start() >= timeout
        ? Excuse.REDIS_TIMEOUT
        : null;
  }

  private boolean invalidated(History.OfSymbol symbol, long from, Call first, Call second) {
    // The latest first: it is the likeliest.
    for (int i = symbol.invalidations.size() - 1; i >= 0; i--) {
      Invalidation invalidation = symbol.invalidations.get(i);
      if (invalidation.start() > second.arrival()) {
        continue;
      }
      if (faults.lastEffect(invalidation, first.process()) >= from
          || faults.lastEffect(invalidation, second.process()) >= from) {
        return true;
      }
    }
    return false;
  }

  private void report(Call first, Call second) {
    String what =
        String.format(
            Locale.ROOT,
            "call %d came from process %d while call %d of %s had been under way for %.1f ms",
            second.id(),
            second.process(),
            first.id(),
            first.process() == second.process() ? "the same process" : "process " + first.process(),
            (second.arrival() - first.arrival()) / 1e6);
    violations.add(
        new Violation(
            Violation.Promise.P3_ONE_LOAD,
            second.process(),
            second.symbol(),
            first.arrival(),
            second.arrival(),
            what));
  }
}
