package io.tickcache.it.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that is known of a run, in order. Immutable once made. */
final class History {

  private final List<Operation> operations;
  private final Map<Long, Call> calls = new HashMap<>();
  private final Map<Long, Operation> loads = new HashMap<>();
  private final Map<Integer, OfSymbol> symbols = new TreeMap<>();
  private final List<Invalidation> invalidations;
  private final List<Fault> faults;
  private final List<Said> said;

  History(
      List<Operation> operations,
      List<Call> calls,
      List<Change> changes,
      List<Fault> faults,
      List<Said> said) {
    this.operations = operations;
    this.faults = List.copyOf(faults);
    this.said = List.copyOf(said);
    for (Call call : calls) {
      this.calls.put(call.id(), call);
      symbol(call.symbol()).calls.add(call);
    }
    for (Operation operation : operations) {
      if (operation.isRead()) {
        symbol(operation.symbol()).reads.add(operation);
        noteLoad(operation);
      }
    }
    invalidations = Invalidations.of(operations, changes);
    invalidations.forEach(this::add);
    symbols.values().forEach(OfSymbol::sort);
  }

  /** What happened of its kind; stalls and errors are here only. */
  List<Operation> operations(Operation.Kind kind) {
    return operations.stream().filter(operation -> operation.kind() == kind).toList();
  }

  List<Fault> faults() {
    return faults;
  }

  List<Said> said() {
    return said;
  }

  List<Invalidation> invalidations() {
    return invalidations;
  }

  Map<Integer, OfSymbol> symbols() {
    return symbols;
  }

  /** The call of this number, or null if there was none. */
  Call call(long id) {
    return calls.get(id);
  }

  int calls() {
    return calls.size();
  }

  /** The read that made the call; null if its record is lost. */
  Operation readThatMade(Call call) {
    return loads.get(call.id());
  }

  private void noteLoad(Operation read) {
    Call call = calls.get(read.call());
    if (call != null
        && call.process() == read.process()
        && call.thread() == read.thread()
        && call.arrival() >= read.start()
        && call.arrival() <= read.end()) {
      loads.put(call.id(), read);
    }
  }

  private void add(Invalidation invalidation) {
    if (invalidation.symbol() == Operation.ALL) {
      symbols.values().forEach(symbol -> symbol.invalidations.add(invalidation));
    } else {
      symbol(invalidation.symbol()).invalidations.add(invalidation);
    }
  }

  private OfSymbol symbol(int number) {
    return symbols.computeIfAbsent(number, OfSymbol::new);
  }

  /** What happened to one symbol, each kind by its start. */
  static final class OfSymbol {
    final int number;
    final List<Operation> reads = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    final List<Invalidation> invalidations = new ArrayList<>();

    private OfSymbol(int number) {
      this.number = number;
    }

    private void sort() {
      reads.sort(Comparator.comparingLong(Operation::start));
      calls.sort(Comparator.comparingLong(Call::arrival));
      invalidations.sort(Comparator.comparingLong(Invalidation::start));
    }
  }
}
