package io.tickcache.sample.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What each policy cost, a line each. */
final class ReplayReport {
  private ReplayReport() {}

  static String of(List<ReplayFigures> replays) {
    List<String> limits = limits(replays);
    List<String> head =
        new ArrayList<>(List.of("policy", "asked", "to exchange", "weight", "429", "418", "bans"));
    limits.forEach(limit -> head.add("most of " + limit));
    head.addAll(List.of("no answer", "stale", "p50", "p99"));
    Table table = new Table(head.toArray(String[]::new));
    replays.forEach(replay -> table.row(row(replay, limits).toArray(String[]::new)));
    return table.text();
  }

  private static List<String> row(ReplayFigures replay, List<String> limits) {
    Usage usage = replay.usage();
    List<String> row = new ArrayList<>();
    row.add(replay.policy().name());
    row.add(Figures.count(replay.total("asked")));
    for (String counter : List.of("calls", "weight", "status429", "status418", "bans")) {
      row.add(Figures.count(usage.total(counter)));
    }
    for (String limit : limits) {
      row.add(Figures.percent(100 * usage.peaks().getOrDefault(limit, 0.0)));
    }
    long called = replay.total("asked") + replay.total("missed");
    row.add(Figures.percent(Figures.share(replay.unanswered(), called)));
    row.add(Figures.percent(Figures.share(replay.tapes().stale(), replay.tapes().answers())));
    row.add(Figures.nanos(replay.worst("latencyP50Nanos")));
    row.add(Figures.nanos(replay.worst("latencyP99Nanos")));
    return row;
  }

  private static List<String> limits(List<ReplayFigures> replays) {
    TreeSet<String> limits = new TreeSet<>();
    for (ReplayFigures replay : replays) {
      Map<String, Double> peaks = replay.usage().peaks();
      limits.addAll(peaks.keySet());
    }
    return List.copyOf(limits);
  }
}
