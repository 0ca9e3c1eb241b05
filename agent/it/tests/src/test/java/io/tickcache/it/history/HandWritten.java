package io.tickcache.it.history;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.ArrayList;
import java.util.List;

/** A history of symbol 0 written by hand, in milliseconds. Each read has a thread of its own. */
final class HandWritten {

  private final List<Operation> operations = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final int symbol;
  private int threads;

  HandWritten() {
    this(0);
  }

  HandWritten(int symbol) {
    this.symbol = symbol;
  }

  /** A read that made this call, which arrived 1 ms after it began and ended 1 ms before it. */
  HandWritten load(long call, int process, long from, long to) {
    return load(call, process, from, from + 1, to - 1, to);
  }

  HandWritten load(long call, int process, long from, long arrival, long left, long to) {
    call(call, process, arrival, left, false);
    return operation(Operation.Kind.READ, process, from, to, call);
  }

  HandWritten failedLoad(long call, int process, long from, long to) {
    call(call, process, from + 1, to - 1, true);
    return operation(Operation.Kind.FAILED_READ, process, from, to, call);
  }

  /** A call whose read left no record. */
  HandWritten lostLoad(long call, int process, long arrival, long left) {
    call(call, process, arrival, left, false);
    threads++;
    return this;
  }

  HandWritten read(int process, long from, long call) {
    return operation(Operation.Kind.READ, process, from, from + 1, call);
  }

  HandWritten failedRead(int process, long from, long call) {
    return operation(Operation.Kind.FAILED_READ, process, from, from + 1, call);
  }

  HandWritten invalidation(int process, long from, long to) {
    change(process, from);
    return operation(Operation.Kind.INVALIDATION, process, from, to, 0);
  }

  /** A change after which an invalidation was meant to come, but did not return. */
  HandWritten unreturned(int process, long at) {
    change(process, at);
    threads++;
    return this;
  }

  HandWritten stall(int process, long from, long to) {
    return operation(Operation.Kind.STALL, process, from, to, 0);
  }

  HandWritten error(int process, long from, long to) {
    return operation(Operation.Kind.ERROR, process, from, to, 0);
  }

  HandWritten fault(Fault.Effect effect, int process, long from, long to) {
    faults.add(new Fault("fault", effect, process, nanos(from), nanos(to)));
    return this;
  }

  /** The promises that were broken, one for each time. */
  List<Violation.Promise> violations() {
    return verdict().violations().stream().map(Violation::promise).toList();
  }

  Verdict verdict() {
    return new Checker(Terms.OF_RUN).judge(history());
  }

  History history() {
    return new History(operations, calls, changes, faults, List.of());
  }

  private void call(long id, int process, long arrival, long left, boolean failed) {
    calls.add(new Call(id, process, threads, symbol, nanos(arrival), nanos(left), 1, failed));
  }

  private void change(int process, long at) {
    changes.add(new Change(process, threads, symbol, nanos(at) - 1));
  }

  private HandWritten operation(Operation.Kind kind, int process, long from, long to, long call) {
    operations.add(new Operation(kind, process, threads++, symbol, nanos(from), nanos(to), call));
    return this;
  }

  private static long nanos(long millis) {
    return MILLISECONDS.toNanos(millis);
  }
}
