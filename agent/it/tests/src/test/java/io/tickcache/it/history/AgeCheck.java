package io.tickcache.it.history;

import java.util.List;
import java.util.Locale;

/**
 * P1: no caller gets an answer whose upstream call began more than {@code ttl} before.
 *
 * <p>Let {@code s} be when the call began in its process, {@code a} when it arrived at the truth,
 * {@code r} when a read began and {@code h} when the agent decided to hand the answer out. Promised
 * is {@code h - s <= ttl}. As {@code r <= h} and {@code s <= a}, {@code r - a <= h - s}: a read
 * that began more than {@code ttl} after the arrival is a violation, whatever the unknown two are.
 * What that lets pass is the way of the call to the truth and the time a caller waited.
 *
 * <p>A failure is never an entry: its followers had asked before the one read that made the call
 * had returned.
 */
final class AgeCheck {

  private final History history;
  private final Terms terms;
  private final List<Violation> violations;

  AgeCheck(History history, Terms terms, List<Violation> violations) {
    this.history = history;
    this.terms = terms;
    this.violations = violations;
  }

  void run() {
    history.symbols().values().forEach(symbol -> symbol.reads.forEach(this::check));
    for (Operation error : history.operations(Operation.Kind.ERROR)) {
      report(Violation.Promise.ANSWER, error, error.start(), "threw what no call had");
    }
  }

  private void check(Operation read) {
    Call call = history.call(read.call());
    if (call == null || call.symbol() != read.symbol() || call.arrival() > read.end()) {
      report(Violation.Promise.ANSWER, read, read.start(), "was answered by no call of its symbol");
    } else if (read.kind() == Operation.Kind.FAILED_READ) {
      checkFailure(read, call);
    } else {
      checkAge(read, call);
    }
  }

  private void checkAge(Operation read, Call call) {
    long age = read.start() - call.arrival();
    if (age > terms.ttlNanos(read.symbol())) {
      String what =
          String.format(
              Locale.ROOT,
              "was answered by call %d, which was at least %.1f ms old; ttl is %d ms",
              call.id(),
              age / 1e6,
              terms.ttlNanos(read.symbol()) / 1_000_000);
      report(Violation.Promise.P1_AGE, read, call.arrival(), what);
    }
  }

  private void checkFailure(Operation read, Call call) {
    Operation leader = history.readThatMade(call);
    if (!call.failed() || (leader != null && read.start() > leader.end())) {
      report(
          Violation.Promise.ANSWER,
          read,
          call.arrival(),
          "was told that call " + call.id() + " failed, which was over");
    }
  }

  private void report(Violation.Promise promise, Operation read, long from, String what) {
    violations.add(
        new Violation(
            promise, read.process(), read.symbol(), from, read.start(), "a read " + what));
  }
}
