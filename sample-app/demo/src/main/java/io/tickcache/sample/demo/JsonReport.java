package io.tickcache.sample.demo;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures of the table as JSON; what nobody counted is {@code null}. */
final class JsonReport {
  private final StringBuilder json = new StringBuilder();

  private JsonReport() {}

  static String of(Comparison comparison) {
    JsonReport report = new JsonReport();
    report.json.append("{\n");
    report.field("  ", "processes", (long) Load.PROCESSES);
    report.field("  ", "symbols", (long) Load.SYMBOLS.size());
    report.field("  ", "pollsPerSecond", (long) Load.POLLS_PER_SECOND);
    report.field("  ", "seconds", (long) comparison.load().seconds());
    report.field("  ", "scheduledCalls", comparison.load().scheduled());
    report.field("  ", "redis", comparison.redis());
    report.field("  ", "ttlMillis", comparison.ttl().toMillis());
    report.field("  ", "exchangeCallsFewerPercent", rounded(comparison.exchangeCallsFewer()));
    report.field("  ", "l1HitPercent", rounded(comparison.l1Share()));
    report.run("without", comparison.without(), ",");
    report.run("with", comparison.with(), "");
    return report.json.append("}\n").toString();
  }

  private void run(String name, RunFigures run, String end) {
    json.append("  \"").append(name).append("\": {\n");
    field("    ", "applicationCalls", run.asked());
    field("    ", "missedCalls", run.total("missed"));
    field("    ", "answers", run.total("answers"));
    field("    ", "exchangeCalls", run.exchange().get("requests"));
    field("    ", "exchangeOrders", run.exchange().get("orders"));
    field("    ", "exchangeSymbols", run.exchange().get("symbols"));
    field("    ", "status429", run.exchange().get("status429"));
    field("    ", "status418", run.exchange().get("status418"));
    field("    ", "bans", run.exchange().get("bans"));
    field("    ", "applicationErrors", run.applicationErrors());
    field("    ", "latencyP50Nanos", run.worst("latencyP50Nanos"));
    field("    ", "latencyP99Nanos", run.worst("latencyP99Nanos"));
    field("    ", "latencyMaxNanos", run.worst("latencyMaxNanos"));
    tiers(run.tiers());
    field("    ", "oldestAgeMillis", run.worst("oldestAgeMillis"));
    field("    ", "ownOrderChecks", run.total("ownOrderChecks"));
    field("    ", "staleAfterOwnOrder", run.total("staleAfterOwnOrder"));
    json.append("    \"redisCalls\": ").append(object(run.redisCalls())).append("\n  }");
    json.append(end).append('\n');
  }

  private void tiers(TierCounts tiers) {
    field("    ", "l1Hits", tiers.l1Hits());
    field("    ", "l1Gets", tiers.l1Gets());
    field("    ", "l2Hits", tiers.l2Hits());
    field("    ", "l2Gets", tiers.l2Gets());
    field("    ", "loads", tiers.loads());
  }

  private static String object(Counters counters) {
    Map<String, Long> sorted = new TreeMap<>(counters.values());
    return sorted.entrySet().stream()
        .filter(call -> call.getValue() > 0)
        .map(call -> "\"" + call.getKey() + "\": " + call.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static @Nullable Double rounded(@Nullable Double percent) {
    return percent == null ? null : Double.valueOf(Math.round(percent * 100) / 100.0);
  }

  private void field(String indent, String name, @Nullable Object value) {
    json.append(indent).append('"').append(name).append("\": ").append(value).append(",\n");
  }
}
