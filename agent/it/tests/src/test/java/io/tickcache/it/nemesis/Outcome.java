package io.tickcache.it.nemesis;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Upstream;
import java.util.List;
import java.util.Set;

/**
 * What callers, and whoever reads the log, noticed of a nemesis from the moment that it struck
 * until all was well again.
 */
public final class Outcome {

  /** What stands above the rows. */
  public static final String HEAD =
      "%-44s | %s | hits: %s | loads:%s | wrong fail  old undone | log%n%-44s | %s | %s | %s |"
          .formatted(
              "",
              "back after ms       ",
              " delay beyond upstream, ms        ",
              " delay beyond upstream, ms         ",
              "",
              "synced     L2  heard",
              " calls     p50     p99   p99.9     max",
              " calls     p50     p99   p99.9     max");

  private final String name;
  private final List<Call> calls;
  private final Recovery recovery;
  private final List<List<String>> lines;
  private final List<String> faults;
  private final Delays hits;
  private final Delays loads;
  private final List<Call> old;
  private final List<Call> undone;

  Outcome(
      Nemesis nemesis,
      List<Call> calls,
      List<Order> orders,
      Recovery recovery,
      List<List<String>> lines,
      List<String> faults,
      Upstream upstream) {
    this.name = nemesis.name();
    this.calls = calls;
    this.recovery = recovery;
    this.lines = lines;
    this.faults = faults;
    Set<AgentJvm> struck = nemesis.processes();
    List<Call> others =
        calls.stream()
            .filter(call -> !struck.contains(call.app()) && call.kind() != Call.Kind.FAILED)
            .toList();
    this.hits = Delays.of(others.stream().filter(call -> !call.loaded()).toList(), calls);
    this.loads = Delays.of(others.stream().filter(Call::loaded).toList(), calls);
    List<Call> known =
        calls.stream().filter(call -> upstream.hasAnswered(call.symbol(), call.version())).toList();
    this.old = known.stream().filter(call -> age(call, upstream) > Scene.TTL.toNanos()).toList();
    this.undone = known.stream().filter(call -> isUndone(call, orders, upstream)).toList();
  }

  /**
   * The application counts an answer as right that names its symbol; its version may be made up.
   */
  private static long age(Call call, Upstream upstream) {
    return call.began() - upstream.arrivalNanos(call.symbol(), call.version());
  }

  private static boolean isUndone(Call call, List<Order> orders, Upstream upstream) {
    long loaded = upstream.arrivalNanos(call.symbol(), call.version());
    return orders.stream().anyMatch(order -> order.isBefore(call) && loaded - order.began() < 0);
  }

  public String name() {
    return name;
  }

  public Recovery recovery() {
    return recovery;
  }

  /** Delays of calls that were answered without asking the upstream themselves. */
  public Delays hits() {
    return hits;
  }

  /** Delays of calls that asked the upstream themselves. */
  public Delays loads() {
    return loads;
  }

  public long calls() {
    return calls.size();
  }

  public long failures() {
    return calls.stream().filter(call -> call.kind() == Call.Kind.FAILED).count();
  }

  /** Answers of another symbol, or spoilt ones. */
  public long wrong() {
    return calls.stream().filter(call -> call.kind() == Call.Kind.WRONG).count();
  }

  /** Answers that were older than their time to live when they were asked for. */
  public long tooOld() {
    return old.size();
  }

  /** Answers from before an invalidation that had already returned in the same process. */
  public long undone() {
    return undone.size();
  }

  /** The first fault that each application noticed. */
  public List<String> faults() {
    return faults;
  }

  /** What each application wrote to standard error. */
  public List<List<String>> lines() {
    return lines;
  }

  @Override
  public String toString() {
    return "%-44s | %s | %s | %s | %5d %4d %4d %6d | %s"
        .formatted(
            name,
            recovery,
            hits,
            loads,
            wrong(),
            failures(),
            tooOld(),
            undone(),
            lines.stream().map(List::size).toList());
  }
}
