package io.tickcache.agent.cli;

import io.tickcache.agent.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Which rules govern a method, how its key is made, and why none does. For one thread. */
final class Explanation {

  private final MethodQuery query;
  private final List<Governing> governing = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final Collection<String> others = new TreeSet<>();

  Explanation(MethodQuery query) {
    this.query = query;
  }

  /** Takes note of a method that a rule governs. */
  void add(String rule, String mode, boolean refreshAhead, String method, String key) {
    if (query.means(method)) {
      governing.add(new Governing(rule, mode, refreshAhead, method, key));
    } else {
      others.add(method);
    }
  }

  /** Takes note of something that was refused, if it is about the method. */
  void addRefusal(String why) {
    if (query.isIn(why)) {
      refusals.add(why);
    }
  }

  boolean isGoverned() {
    return !governing.isEmpty();
  }

  String json() {
    Json json = new Json().object().name("method").value(query.toString());
    json.name("governedBy").array();
    for (Governing one : governing) {
      json.object().name("rule").value(one.rule).name("mode").value(one.mode);
      json.name("refreshAhead").value(one.refreshAhead);
      json.name("method").value(one.method).name("key").value(one.key).end();
    }
    json.end().name("refused").array();
    for (String refusal : refusals) {
      json.value(refusal);
    }
    return json.end().end().toString();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Governing one : governing) {
      text.append(one.method).append('\n');
      text.append("  rule: ").append(one.rule).append(" (mode ").append(one.mode);
      text.append(one.refreshAhead ? ", refresh-ahead on)\n" : ")\n");
      if (!one.key.isEmpty()) {
        text.append("  key:  ").append(one.key).append('\n');
      }
    }
    if (governing.isEmpty()) {
      text.append("no rule governs `").append(query).append("`\n");
      for (String other : others) {
        text.append("  = note: ").append(other).append(" is governed by one\n");
      }
    }
    for (String refusal : refusals) {
      text.append("refused: ").append(refusal).append('\n');
    }
    return text.toString();
  }

  /** A rule, and the method that it governs. */
  private static final class Governing {
    private final String rule;
    private final String mode;
    private final boolean refreshAhead;
    private final String method;
    private final String key;

    Governing(String rule, String mode, boolean refreshAhead, String method, String key) {
      this.rule = rule;
      this.mode = mode;
      this.refreshAhead = refreshAhead;
      this.method = method;
      this.key = key;
    }
  }
}
