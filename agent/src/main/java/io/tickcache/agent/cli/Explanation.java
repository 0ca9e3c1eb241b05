package io.tickcache.agent.cli;

import io.tickcache.agent.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Which rules govern a method, how its key is made, and why none does. For one thread. */
final class Explanation {

  private final MethodQuery query;
  private final List<String[]> governing = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final Collection<String> others = new TreeSet<>();

  Explanation(MethodQuery query) {
    this.query = query;
  }

  /** Takes note of a method that a rule governs. */
  void add(String rule, String mode, String method, String key) {
    if (query.means(method)) {
      governing.add(new String[] {rule, mode, method, key});
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
    for (String[] one : governing) {
      json.object().name("rule").value(one[0]).name("mode").value(one[1]);
      json.name("method").value(one[2]).name("key").value(one[3]).end();
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
    for (String[] one : governing) {
      text.append(one[2]).append('\n');
      text.append("  rule: ").append(one[0]).append(" (mode ").append(one[1]).append(")\n");
      if (!one[3].isEmpty()) {
        text.append("  key:  ").append(one[3]).append('\n');
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
}
