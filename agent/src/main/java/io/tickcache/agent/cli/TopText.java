package io.tickcache.agent.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened between one status and the next, as a table with a row for each cache, by its
 * rules.
 */
final class TopText {

  private final Map<String, JsonObject> before = new HashMap<>();
  private final Map<String, List<String>> rules = new HashMap<>();
  private final double seconds;
  private final List<Row> rows = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * @param seconds from the former status to this one
   * @param most how many rows are told
   */
  TopText(JsonObject former, JsonObject status, double seconds, int most) {
    this.seconds = seconds;
    for (JsonObject rule : status.objects("rules")) {
      rules
          .computeIfAbsent(rule.text("cache"), unknown -> new ArrayList<>())
          .add(rule.text("name"));
    }
    for (JsonObject cache : former.objects("caches")) {
      before.put(cache.text("name"), cache);
    }
    for (JsonObject cache : status.objects("caches")) {
      rows.add(new Row(cache, before.get(cache.text("name"))));
    }
    Collections.sort(
        rows, Comparator.<Row>comparingDouble(row -> -row.calls).thenComparing(row -> row.name));
    List<JsonObject> upstreams = status.objects("upstreams");
    head(status, upstreams);
    table(Math.min(Math.max(1, most - upstreams.size()), rows.size()));
  }

  private void head(JsonObject status, List<JsonObject> upstreams) {
    text.append(status.text("version"));
    text.append(", up ").append(Amounts.span(status.count("uptimeSeconds")));
    text.append(", digest ").append(status.object("file").text("digest"));
    if (status.has("redis")) {
      JsonObject redis = status.object("redis");
      text.append(", redis ").append(redis.is("connected") ? "connected" : "out");
      text.append(", breaker ").append(redis.text("breaker"));
      text.append(", backplane ").append(redis.text("backplane"));
    }
    text.append('\n');
    for (JsonObject upstream : upstreams) {
      text.append(StatusText.budget(upstream)).append('\n');
    }
    text.append('\n');
  }

  private void table(int shown) {
    Table table =
        new Table(
            1,
            "RULE",
            "CALLS/S",
            "L1 HITS",
            "L2 HITS",
            "SAVED/S",
            "LOADS/S",
            "FAILED/S",
            "VOIDED/S",
            "ENTRIES",
            "AGE P50",
            "AGE P99",
            "AGE MAX");
    for (Row row : rows.subList(0, shown)) {
      table.row(row.cells());
    }
    text.append(table);
    if (shown < rows.size()) {
      text.append("and ").append(rows.size() - shown).append(" more\n");
    }
  }

  /** The first of the rules that have a cache, and how many others do. */
  private String rulesOf(String cache) {
    List<String> named = rules.getOrDefault(cache, Collections.singletonList(cache));
    return named.size() == 1 ? named.get(0) : named.get(0) + " +" + (named.size() - 1);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** One cache; one that counts anew, after a restart, is told from its beginning. */
  private final class Row {
    private final String name;
    private final double calls;
    private final double nearHits;
    private final double remoteHits;
    private final double remoteCalls;
    private final double loads;
    private final double failures;
    private final double voided;
    private final double entries;
    private final JsonObject age;

    Row(JsonObject cache, @Nullable JsonObject former) {
      JsonObject old =
          former == null || former.count("loads") > cache.count("loads")
              ? JsonObject.EMPTY
              : former;
      this.name = rulesOf(cache.text("name"));
      this.nearHits = gets(cache, "l1", "hit", "negative") - gets(old, "l1", "hit", "negative");
      this.calls = nearHits + gets(cache, "l1", "miss") - gets(old, "l1", "miss");
      this.remoteHits = gets(cache, "l2", "hit", "negative") - gets(old, "l2", "hit", "negative");
      this.remoteCalls = remoteHits + gets(cache, "l2", "miss") - gets(old, "l2", "miss");
      this.loads = more(cache, old, "loads");
      this.failures = more(cache, old, "loadFailures");
      this.voided = more(cache, old, "invalidations");
      this.entries = cache.number("entries");
      this.age = cache.object("age");
    }

    private double more(JsonObject cache, JsonObject old, String count) {
      return (double) (cache.count(count) - old.count(count));
    }

    private double gets(JsonObject cache, String tier, String... results) {
      double sum = 0;
      for (String result : results) {
        sum += (double) cache.object("gets").object(tier).count(result);
      }
      return sum;
    }

    String[] cells() {
      return new String[] {
        name,
        rate(calls),
        Amounts.percent(nearHits / calls),
        Amounts.percent(remoteHits / remoteCalls),
        rate(nearHits + remoteHits),
        rate(loads),
        rate(failures),
        rate(voided),
        Amounts.number(entries),
        Amounts.seconds(age.number("p50")),
        Amounts.seconds(age.number("p99")),
        Amounts.seconds(age.number("max"))
      };
    }

    private String rate(double number) {
      return String.format(Locale.ROOT, "%.1f", number / seconds);
    }
  }
}
