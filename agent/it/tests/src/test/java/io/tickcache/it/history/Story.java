package io.tickcache.it.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Tells what happened around a violation to its symbol, in the order of time: calls, invalidations
 * and faults, and those reads that were answered by the calls in question or that came with them.
 */
final class Story {

  private static final long BEFORE_NANOS = 60_000_000;
  private static final long AFTER_NANOS = 30_000_000;
  private static final long SAID_BEFORE_NANOS = 5_000_000_000L;
  private static final int MOST_READS = 25;

  private record Event(long at, String what) {}

  private final History history;
  private final Violation violation;
  private final long from;
  private final long to;
  private final List<Event> events = new ArrayList<>();

  private Story(History history, Violation violation) {
    this.history = history;
    this.violation = violation;
    this.from = violation.from() - BEFORE_NANOS;
    this.to = violation.at() + AFTER_NANOS;
  }

  static String of(History history, Violation violation) {
    Story story = new Story(history, violation);
    story.collect();
    return story.text();
  }

  private void collect() {
    History.OfSymbol symbol = history.symbols().get(violation.symbol());
    add(violation.at(), "*** " + violation.promise() + ": " + violation.what());
    for (Call call : symbol.calls) {
      addWithin(call.arrival(), call.end(), describe(call));
    }
    for (Invalidation invalidation : symbol.invalidations) {
      addWithin(
          invalidation.start(),
          invalidation.returned() ? invalidation.end() : invalidation.start(),
          describe(invalidation));
    }
    for (Fault fault : history.faults()) {
      addWithin(
          fault.start(),
          fault.end(),
          "fault "
              + fault.name()
              + " ("
              + fault.effect()
              + ") of "
              + process(fault.process())
              + lasted(fault.start(), fault.end()));
    }
    for (Operation stall : history.operations(Operation.Kind.STALL)) {
      addWithin(
          stall.start(),
          stall.end(),
          "process " + stall.process() + " stood still" + lasted(stall.start(), stall.end()));
    }
    for (Said said : history.said()) {
      if (said.at() >= from - SAID_BEFORE_NANOS && said.at() <= to) {
        add(said.at(), "process " + said.process() + " said: " + said.what());
      }
    }
    symbol.reads.stream()
        .filter(read -> read.end() >= from && read.start() <= to)
        .sorted(Comparator.comparingLong(read -> Math.abs(read.start() - violation.at())))
        .limit(MOST_READS)
        .forEach(read -> add(read.start(), describe(read)));
  }

  private void addWithin(long start, long end, String what) {
    if (end >= from && start <= to) {
      add(start, what);
    }
  }

  private void add(long at, String what) {
    events.add(new Event(at, what));
  }

  private static String describe(Call call) {
    return who(call.process(), call.thread())
        + "  call "
        + call.id()
        + " arrived, version "
        + call.version()
        + (call.failed() ? ", failed" : "")
        + lasted(call.arrival(), call.end());
  }

  private static String describe(Invalidation invalidation) {
    return who(invalidation.process(), invalidation.thread())
        + "  invalidated "
        + (invalidation.symbol() == Operation.ALL ? "all" : "it")
        + (invalidation.returned()
            ? lasted(invalidation.start(), invalidation.end())
            : " and did not return; the data changed here");
  }

  private static String describe(Operation read) {
    return who(read.process(), read.thread())
        + "  read: call "
        + read.call()
        + (read.kind() == Operation.Kind.READ ? "" : ", " + read.kind())
        + lasted(read.start(), read.end());
  }

  private static String who(int process, int thread) {
    return "process " + process + " thread " + thread;
  }

  private static String process(int process) {
    return process == Operation.ALL ? "all" : "process " + process;
  }

  private static String lasted(long start, long end) {
    return end == Long.MAX_VALUE
        ? " [not over]"
        : String.format(Locale.ROOT, " [%.3f ms]", (end - start) / 1e6);
  }

  private String text() {
    StringBuilder text = new StringBuilder("symbol S" + violation.symbol() + ", ms from there:\n");
    events.sort(Comparator.comparingLong(Event::at));
    for (Event event : events) {
      text.append(
          String.format(
              Locale.ROOT, "%12.3f  %s%n", (event.at - violation.at()) / 1e6, event.what));
    }
    return text.toString();
  }
}
