package io.tickcache.agent.cli;

import io.tickcache.agent.json.Json;
import io.tickcache.rules.yaml.RulesEdit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all rules of a process should do next that observe or shadow. */
final class Suggestions {

  private final Criteria criteria;
  private final Map<String, JsonObject> caches;
  private final Map<String, JsonObject> observed;
  private final List<Suggestion> all = new ArrayList<>();

  /**
   * @param status of the process, in full
   */
  Suggestions(JsonObject status, Criteria criteria) {
    this.criteria = criteria;
    this.caches = byName(status, "caches");
    this.observed = byName(status, "observed");
    List<JsonObject> rules = status.objects("rules");
    for (JsonObject rule : rules) {
      String mode = rule.text("mode");
      if (mode.equals("observe") || mode.equals("shadow")) {
        all.add(suggestion(rule, others(rule, rules)));
      }
    }
  }

  private static Map<String, JsonObject> byName(JsonObject status, String kind) {
    Map<String, JsonObject> named = new HashMap<>();
    for (JsonObject one : status.objects(kind)) {
      named.put(one.text("name"), one);
    }
    return named;
  }

  /** The rules that are counted together with this one. */
  private static List<String> others(JsonObject rule, List<JsonObject> rules) {
    List<String> others = new ArrayList<>();
    for (JsonObject other : rules) {
      if (other.text("cache").equals(rule.text("cache"))
          && other.text("mode").equals(rule.text("mode"))
          && !other.text("name").equals(rule.text("name"))) {
        others.add("`" + other.text("name") + "`");
      }
    }
    return others;
  }

  private Suggestion suggestion(JsonObject rule, List<String> others) {
    String name = rule.text("name");
    String mode = rule.text("mode");
    Evidence evidence = evidence(rule);
    if (evidence == null) {
      String why = rule.count("bound") == 0 ? "none of its methods is woven" : "none came";
      return new Suggestion(name, mode, "no calls", Verdict.stay(why));
    }
    String together = others.isEmpty() ? "" : " (with those of " + String.join(", ", others) + ")";
    return new Suggestion(name, mode, evidence.told() + together, evidence.verdict(criteria));
  }

  private @Nullable Evidence evidence(JsonObject rule) {
    double ttlMillis = rule.number("ttlMillis");
    if (rule.text("mode").equals("observe")) {
      JsonObject seen = observed.get(rule.text("cache"));
      return seen == null || seen.count("calls") == 0
          ? null
          : new ObservedEvidence(seen, ttlMillis);
    }
    JsonObject cache = caches.get(rule.text("cache"));
    return cache == null || !cache.has("shadow")
        ? null
        : new ShadowEvidence(cache.object("shadow"), ttlMillis);
  }

  List<Suggestion> all() {
    return Collections.unmodifiableList(all);
  }

  /**
   * Sets the modes, and has a comment above each rule. One that has been in another mode than the
   * file says, by an operator's or the agent's own doing, is to stay in that.
   */
  void enter(RulesEdit edit) {
    for (Suggestion suggestion : all) {
      List<String> lines = new ArrayList<>(suggestion.lines());
      if (!edit.hasModeOfReference(suggestion.rule)) {
        edit.mode(suggestion.rule, suggestion.mode());
      } else if (suggestion.verdict.next != null) {
        lines.add("its mode is said by a reference, and left to that");
      }
      edit.comment(suggestion.rule, lines);
    }
  }

  void write(Json json) {
    json.array();
    for (Suggestion suggestion : all) {
      suggestion.write(json);
    }
    json.end();
  }
}
