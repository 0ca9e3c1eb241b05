package io.tickcache.it.history;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A run in words: figures, faults, violations, and the story of the first of each promise. */
final class Summary {

  private static final int MOST_ERRORS = 5;

  private final RunSettings settings;
  private final long began;
  private final History history;
  private final Verdict verdict;
  private final List<Fleet.Floor> floors;

  Summary(
      RunSettings settings,
      long began,
      History history,
      Verdict verdict,
      List<Fleet.Floor> floors) {
    this.settings = settings;
    this.began = began;
    this.history = history;
    this.verdict = verdict;
    this.floors = floors;
  }

  Verdict verdict() {
    return verdict;
  }

  boolean kept() {
    return verdict.violations().isEmpty();
  }

  /** Which promise was broken first and when, or that none was. */
  String firstInShort() {
    if (kept()) {
      return "survived";
    }
    Violation first = verdict.violations().get(0);
    return String.format(
        Locale.ROOT, "caught after %.1f s by %s", since(first.at()), first.promise());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%d processes, %d threads each, %d symbols, seed %d",
        settings.processes(),
        settings.threads(),
        settings.symbols(),
        settings.seed());
    line(text, "%s", verdict.figures());
    lags(text);
    line(text, "overlapping calls excused: %s", verdict.excused());
    faults(text);
    errors(text);
    line(text, "violations: %s", kept() ? "none" : verdict.counts());
    Map<Violation.Promise, Violation> firsts = new TreeMap<>();
    verdict.violations().forEach(each -> firsts.putIfAbsent(each.promise(), each));
    for (Violation first : firsts.values()) {
      line(text, "%nfirst of %s, %.1f s from the start:", first.promise(), since(first.at()));
      text.append(Story.of(history, first));
    }
    return text.toString();
  }

  private void lags(StringBuilder text) {
    List<Long> lags = verdict.lags();
    if (!lags.isEmpty()) {
      line(
          text,
          "last old answer of another process after an invalidation had returned, %d times without"
              + " a fault: none %.2f %%, p99 %.2f ms, p99.9 %.2f ms, max %.2f ms",
          lags.size(),
          100.0 * lags.stream().filter(lag -> lag == 0).count() / lags.size(),
          lags.get(lags.size() * 99 / 100) / 1e6,
          lags.get(lags.size() * 999 / 1_000) / 1e6,
          lags.get(lags.size() - 1) / 1e6);
    }
  }

  private void faults(StringBuilder text) {
    for (Fault fault : history.faults()) {
      line(
          text,
          "  %7.1f s %s%s %s: %d violations until %d s after",
          since(fault.start()),
          fault.name(),
          fault.process() == Operation.ALL ? "" : " (process " + fault.process() + ")",
          fault.end() == Faults.NEVER ? "to the end" : seconds(fault.end() - fault.start()),
          violationsDuring(fault),
          Terms.OF_RUN.recovery().toSeconds());
    }
    line(
        text,
        "losses of Redis that nobody caused: %d",
        history.faults().stream().filter(StateWatch::isUnprovoked).count());
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "for %.2f s", nanos / 1e9);
  }

  private long violationsDuring(Fault fault) {
    return verdict.violations().stream()
        .filter(each -> each.at() >= fault.start())
        .filter(each -> each.at() - Terms.OF_RUN.recovery().toNanos() <= fault.end())
        .count();
  }

  private void errors(StringBuilder text) {
    for (Fleet.Floor floor : floors) {
      floor.jvm().output().stream()
          .filter(said -> said.startsWith("error "))
          .limit(MOST_ERRORS)
          .forEach(said -> line(text, "process %d: %s", floor.number(), said));
    }
  }

  private double since(long time) {
    return (time - began) / 1e9;
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
