package io.tickcache.it.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * P2: after an invalidation no answer comes from a load before it.
 *
 * <p>A call that arrived at the truth before the invalidation <em>began</em> was loaded before it.
 * One that arrived while it ran may have been loaded after it took effect, and passes. So a read is
 * a violation if it began after its process had to obey an invalidation, and was answered by a call
 * that had arrived before that invalidation began. When a process has to obey:
 *
 * <ul>
 *   <li>the one that invalidated: when the invalidation has returned, whatever else is broken;
 *   <li>the others: {@link Terms#heard} after it returned, later where {@link Faults} excuse it;
 *   <li>but even one that is excused doesn't serve from L1 what was there before for longer than
 *       {@code l1-ttl} once Redis has been told, nor than {@code degraded-ttl} while Redis is out.
 * </ul>
 */
final class InvalidationCheck {

  private final History history;
  private final Faults faults;
  private final Terms terms;
  private final List<Violation> violations;
  private final Map<Pair, Long> mustObey = new HashMap<>();
  private final Map<Pair, Long> lags = new HashMap<>();

  private record Pair(Invalidation invalidation, int process) {}

  InvalidationCheck(History history, Faults faults, Terms terms, List<Violation> violations) {
    this.history = history;
    this.faults = faults;
    this.terms = terms;
    this.violations = violations;
  }

  void run() {
    history.symbols().values().forEach(this::check);
  }

  /**
   * For each invalidation and each other process that no fault excused and that was asked for the
   * symbol within {@link Terms#heard}: how long after the invalidation had returned it was last
   * asked and gave an old answer, or 0 if it gave none. In order.
   */
  List<Long> lags() {
    return lags.values().stream().sorted().toList();
  }

  private void check(History.OfSymbol symbol) {
    long[] starts = symbol.invalidations.stream().mapToLong(Invalidation::start).toArray();
    for (Operation read : symbol.reads) {
      Call call = history.call(read.call());
      if (call != null && read.kind() == Operation.Kind.READ) {
        noteAsked(read, between(symbol, starts, read.start() - terms.heard().toNanos(), read));
        judge(read, call, between(symbol, starts, call.arrival(), read));
      }
    }
  }

  /** The invalidations that began after this time and had returned before the read began. */
  private static List<Invalidation> between(
      History.OfSymbol symbol, long[] starts, long after, Operation read) {
    int from = Arrays.binarySearch(starts, after + 1);
    int to = Arrays.binarySearch(starts, read.start());
    return symbol
        .invalidations
        .subList(insertion(from), Math.max(insertion(from), insertion(to)))
        .stream()
        .filter(invalidation -> invalidation.end() < read.start())
        .toList();
  }

  private static int insertion(int found) {
    return found < 0 ? -found - 1 : found;
  }

  private void noteAsked(Operation read, List<Invalidation> lately) {
    for (Invalidation invalidation : lately) {
      if (isHealthy(invalidation, read.process())) {
        lags.putIfAbsent(new Pair(invalidation, read.process()), 0L);
      }
    }
  }

  private boolean isHealthy(Invalidation invalidation, int process) {
    return invalidation.process() != process
        && mustObey(invalidation, process) == invalidation.end() + terms.heard().toNanos();
  }

  private long mustObey(Invalidation invalidation, int process) {
    return mustObey.computeIfAbsent(
        new Pair(invalidation, process), pair -> faults.mustObey(invalidation, process));
  }

  private void judge(Operation read, Call call, List<Invalidation> since) {
    for (Invalidation invalidation : since) {
      if (isViolation(read, call, invalidation)) {
        return;
      }
    }
  }

  /** Judges a read with an answer from before the invalidation. */
  private boolean isViolation(Operation read, Call call, Invalidation invalidation) {
    if (read.start() > mustObey(invalidation, read.process())) {
      report(read, call, invalidation, "");
      return true;
    }
    if (isHealthy(invalidation, read.process())) {
      lags.merge(
          new Pair(invalidation, read.process()), read.start() - invalidation.end(), Math::max);
    }
    String tooLong = keptTooLong(read, call, invalidation);
    if (tooLong != null) {
      report(read, call, invalidation, tooLong);
    }
    return tooLong != null;
  }

  /** Which limit an old answer has outlived that a fault excuses, or null. */
  private String keptTooLong(Operation read, Call call, Invalidation invalidation) {
    Operation leader = history.readThatMade(call);
    if (leader == null || faults.stalled(read.process(), call.arrival(), leader.end())) {
      return null;
    }
    long heard = terms.heard().toNanos();
    long told = faults.told(invalidation);
    if (told < faults.death(invalidation.process())
        && read.start() > Math.max(told, leader.end()) + terms.nearNanos(read.symbol()) + heard) {
      return ", kept beyond l1-ttl";
    }
    long degraded = terms.degradedTtl().toNanos() + heard;
    long stored = Math.max(invalidation.end(), leader.end());
    return read.start() > stored + degraded && faults.silent(read.start() - degraded, read.start())
        ? ", kept beyond degraded-ttl while Redis was out"
        : null;
  }

  private void report(Operation read, Call call, Invalidation invalidation, String limit) {
    String where =
        read.process() == invalidation.process()
            ? "its own process"
            : "process " + invalidation.process();
    String what =
        String.format(
            Locale.ROOT,
            "a read was answered by call %d, which had arrived %.1f ms before %s invalidated, "
                + "%.1f ms after that had returned%s",
            call.id(),
            (invalidation.start() - call.arrival()) / 1e6,
            where,
            (read.start() - invalidation.end()) / 1e6,
            limit);
    violations.add(
        new Violation(
            Violation.Promise.P2_INVALIDATION,
            read.process(),
            read.symbol(),
            call.arrival(),
            read.start(),
            what));
  }
}
