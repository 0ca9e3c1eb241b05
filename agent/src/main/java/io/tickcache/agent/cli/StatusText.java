package io.tickcache.agent.cli;

import java.util.HashMap;
import java.util.Map;

/** The layout of a status: the process, Redis, a table of the rules, and what was refused. */
final class StatusText {

  private final StringBuilder text = new StringBuilder();
  private final Map<String, JsonObject> caches = new HashMap<>();

  StatusText(JsonObject status) {
    for (JsonObject cache : status.objects("caches")) {
      caches.put(cache.text("name"), cache);
    }
    process(status);
    if (status.has("redis")) {
      redis(status.object("redis"));
    }
    for (JsonObject upstream : status.objects("upstreams")) {
      line(budget(upstream));
    }
    rules(status);
    stale();
    refusals(status);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void process(JsonObject status) {
    JsonObject java = status.object("java");
    JsonObject file = status.object("file");
    line(
        status.text("version")
            + " on Java "
            + java.text("version")
            + " ("
            + java.text("vm")
            + "), up "
            + Amounts.span(status.count("uptimeSeconds")));
    line(
        "rules: "
            + file.text("source")
            + ", digest "
            + file.text("digest")
            + ", "
            + Amounts.counted(file.count("rules"), "rule"));
  }

  private void redis(JsonObject redis) {
    line(
        "redis: "
            + (redis.is("connected") ? "connected" : "out")
            + ", breaker "
            + redis.text("breaker")
            + ", backplane "
            + redis.text("backplane")
            + ", "
            + Amounts.counted(redis.count("pendingInvalidations"), "invalidation")
            + " pending, "
            + Amounts.counted(redis.count("failures"), "failure"));
  }

  /** What is used of an upstream's budget, and whether its calls are stopped, in a line. */
  static String budget(JsonObject upstream) {
    StringBuilder told = new StringBuilder("upstream ").append(upstream.text("name"));
    String before = ": ";
    for (JsonObject window : upstream.objects("windows")) {
      told.append(before).append(Amounts.many(window.count("used")));
      told.append(" of ").append(Amounts.many(window.count("share")));
      told.append(" used of ").append(Amounts.many(window.count("amount")));
      told.append(" per ").append(Amounts.millis(window.number("periodMillis")));
      before = ", ";
    }
    told.append("; ").append(Amounts.counted(upstream.count("waiting"), "call"));
    told.append(" waiting; ").append(Amounts.many(upstream.count("granted")));
    told.append(" at once, ").append(Amounts.many(upstream.count("waited")));
    told.append(" after waiting, ").append(Amounts.many(upstream.count("overdrawn")));
    told.append(" beyond it");
    if (upstream.count("forgone") > 0) {
      told.append(", ").append(Amounts.many(upstream.count("forgone"))).append(" not made");
    }
    if (upstream.has("backOff")) {
      told.append("; ").append(backOff(upstream.object("backOff")));
    }
    return told.toString();
  }

  private static String backOff(JsonObject backOff) {
    double left = backOff.number("leftSeconds");
    long answered = backOff.count("answered");
    String state = left > 0 ? "stopped for " + Amounts.seconds(left) : "stopped until a probe";
    return (backOff.is("stopped") ? state : "not stopped")
        + ", "
        + Amounts.counted(backOff.count("failed"), "call")
        + " failed by that, "
        + Amounts.many(backOff.count("made"))
        + " made all the same, "
        + Amounts.counted(backOff.count("probes"), "probe")
        + (answered > 0
            ? ", " + Amounts.counted(answered, "call") + " answered past its time"
            : "");
  }

  private void rules(JsonObject status) {
    Table table =
        new Table(
            2,
            "RULE",
            "MODE",
            "TTL",
            "METHODS",
            "CALLS",
            "L1 HITS",
            "L2 HITS",
            "HIT RATIO",
            "SAVED",
            "LOADS",
            "ENTRIES",
            "AGE P50",
            "AGE P99",
            "AGE MAX");
    for (JsonObject rule : status.objects("rules")) {
      String name = rule.text("name");
      String[] cells = {
        name,
        rule.text("mode"),
        rule.text("mode").equals("guard") ? "" : Amounts.millis(rule.number("ttlMillis")),
        Amounts.number(rule.texts("methods").size()),
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        ""
      };
      JsonObject cache = caches.get(rule.text("cache"));
      if (!name.equals(rule.text("cache")) && caches.containsKey(rule.text("cache"))) {
        cells[4] = "as " + rule.text("cache");
      } else if (cache != null) {
        counts(cells, cache);
      }
      table.row(cells);
    }
    text.append('\n').append(table);
  }

  private static void counts(String[] cells, JsonObject cache) {
    JsonObject near = cache.object("gets").object("l1");
    JsonObject remote = cache.object("gets").object("l2");
    long hits = near.count("hit") + near.count("negative") + near.count("stale");
    cells[4] = Amounts.number(hits + near.count("miss"));
    cells[5] = Amounts.number(hits);
    cells[6] = Amounts.number(remote.count("hit") + remote.count("negative"));
    cells[7] = Amounts.percent(cache.number("hitRatio"));
    cells[8] = Amounts.number(cache.number("savedCalls"));
    cells[9] = Amounts.number(cache.number("loads"));
    cells[10] = Amounts.number(cache.number("entries"));
    JsonObject age = cache.object("age");
    cells[11] = Amounts.seconds(age.number("p50"));
    cells[12] = Amounts.seconds(age.number("p99"));
    cells[13] = Amounts.seconds(age.number("max"));
  }

  /** How many answers were past their time, and how old lately, for each cache that had some. */
  private void stale() {
    caches.forEach(
        (name, cache) -> {
          JsonObject stale = cache.object("stale");
          if (stale.count("answers") > 0) {
            line("");
            line(
                name
                    + " served past its time: "
                    + Amounts.counted(stale.count("answers"), "answer")
                    + (stale.has("age") ? ", lately at most " + oldest(stale) + " old" : ""));
          }
        });
  }

  private static String oldest(JsonObject stale) {
    return Amounts.seconds(stale.object("age").number("max"));
  }

  private void refusals(JsonObject status) {
    for (JsonObject rule : status.objects("rules")) {
      for (String refusal : rule.texts("refused")) {
        line("");
        line(rule.text("name") + " refused: " + refusal);
      }
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
