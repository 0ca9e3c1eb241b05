package io.tickcache.sample.demo;

import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The before/after table. */
final class Report {
  private final Comparison comparison;
  private final Table table = new Table("", "without", "with agent", "change");

  private Report(Comparison comparison) {
    this.comparison = comparison;
  }

  static String of(Comparison comparison) {
    Report report = new Report(comparison);
    report.calls();
    report.errors();
    report.latency();
    report.tiers();
    report.correctness();
    return report.table.text();
  }

  private void calls() {
    counts("calls by the applications", RunFigures::asked);
    table.row(
        "calls that reached the exchange",
        Figures.count(comparison.without().exchange().get("requests")),
        Figures.count(comparison.with().exchange().get("requests")),
        Figures.change(comparison.exchangeCallsFewer()));
  }

  private void errors() {
    counts("  answered 429, too many requests", run -> run.exchange().get("status429"));
    counts("  answered 418, banned", run -> run.exchange().get("status418"));
    counts("  bans", run -> run.exchange().get("bans"));
    counts("errors seen by the applications", RunFigures::applicationErrors);
  }

  private void latency() {
    row("latency p50", run -> Figures.nanos(run.worst("latencyP50Nanos")));
    row("        p99", run -> Figures.nanos(run.worst("latencyP99Nanos")));
    row("        max", run -> Figures.nanos(run.worst("latencyMaxNanos")));
  }

  private void tiers() {
    TierCounts tiers = comparison.with().tiers();
    table.row(
        "hits in L1, the process",
        "-",
        Figures.count(tiers.l1Hits()),
        Figures.percent(comparison.l1Share()) + " of calls");
    table.row("hits in L2, Redis", "-", comparison.redis() ? Figures.count(tiers.l2Hits()) : "off");
    table.row("loads, asked of the exchange", "-", Figures.count(tiers.loads()));
  }

  private void correctness() {
    row(
        "oldest price served, ttl " + comparison.ttl().toSeconds() + " s",
        run -> Figures.millis(run.worst("oldestAgeMillis")));
    row(
        "older than one's own order",
        run ->
            Figures.count(run.total("staleAfterOwnOrder"))
                + " of "
                + Figures.count(run.total("ownOrderChecks")));
  }

  private void counts(String label, ToLongFunction<RunFigures> figure) {
    row(label, run -> Figures.count(figure.applyAsLong(run)));
  }

  private void row(String label, Function<RunFigures, String> figure) {
    table.row(label, figure.apply(comparison.without()), figure.apply(comparison.with()));
  }
}
