package io.tickcache.sample.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The arithmetic behind the table, in words. */
final class Explanation {
  private static final List<String> READING_COMMANDS =
      List.of("evalsha", "eval", "evalsha_ro", "fcall", "fcall_ro", "get", "mget");

  private final Comparison comparison;
  private final RunFigures with;

  private Explanation(Comparison comparison) {
    this.comparison = comparison;
    this.with = comparison.with();
  }

  static String of(Comparison comparison) {
    Explanation explanation = new Explanation(comparison);
    String text =
        explanation.load()
            + explanation.l1()
            + (comparison.redis() ? explanation.redis() : "")
            + explanation.exchange();
    return "How the figures come about\n" + text;
  }

  private String load() {
    return line(
            "load",
            "%d processes x %d symbols x %d polls/s x %d s = %,d scheduled calls in each run",
            Load.PROCESSES,
            Load.SYMBOLS.size(),
            Load.POLLS_PER_SECOND,
            comparison.load().seconds(),
            comparison.load().scheduled())
        + accounted("without", comparison.without())
        + accounted("with", with);
  }

  private static String accounted(String label, RunFigures run) {
    return line(
        "",
        "%s: %,d asked (%,d of them after an order) + %,d missed for want of time",
        label,
        run.asked(),
        run.total("orders"),
        run.total("missed"));
  }

  private String l1() {
    return line(
        "L1",
        "%s of %,d calls were answered in the process = %s",
        Figures.count(with.tiers().l1Hits()),
        with.asked(),
        Figures.percent(comparison.l1Share()));
  }

  private String redis() {
    Long reads = with.tiers().l2Gets();
    String times =
        reads == null || reads == 0
            ? ""
            : String.format(Locale.ROOT, ", %.1f times as many", (double) with.asked() / reads);
    return line(
            "Redis reads",
            "%s with L1; with L1 off every call would be one: %,d%s",
            Figures.count(reads),
            with.asked(),
            times)
        + line("", "by Redis' own count: %s", redisCalls())
        + line("", "(with fills, invalidations, and what a script calls inside)");
  }

  private String redisCalls() {
    String calls =
        READING_COMMANDS.stream()
            .filter(command -> with.redisCalls().getOrZero(command) > 0)
            .map(command -> command + " " + Figures.count(with.redisCalls().get(command)))
            .collect(Collectors.joining(", "));
    return calls.isEmpty() ? "none" : calls;
  }

  private String exchange() {
    long orders = with.total("orders") + with.total("orderErrors");
    long calls = with.exchange().get("requests");
    return line(
        "exchange",
        "%s loads, %,d calls = %,d quotes + %,d orders; %,d calls without, so %s",
        Figures.count(with.tiers().loads()),
        calls,
        calls - orders,
        orders,
        comparison.without().exchange().get("requests"),
        Figures.change(comparison.exchangeCallsFewer()));
  }

  private static String line(String label, String format, Object... arguments) {
    return String.format(Locale.ROOT, "  %-12s ", label)
        + String.format(Locale.ROOT, format, arguments)
        + "\n";
  }
}
