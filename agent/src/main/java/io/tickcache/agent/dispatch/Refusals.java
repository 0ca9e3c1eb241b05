package io.tickcache.agent.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a rule is left to the upstream for a reason that only its calls have shown. Thread-safe.
 */
final class Refusals {

  /** Of one reason more nobody would read. */
  private static final int MOST = 20;

  private final Map<String, List<String>> byRule = new LinkedHashMap<>();

  synchronized void add(String rule, String what) {
    List<String> ofRule = byRule.computeIfAbsent(rule, first -> new ArrayList<>());
    if (ofRule.size() < MOST && !ofRule.contains(what)) {
      ofRule.add(what);
    }
  }

  synchronized List<String> of(String rule) {
    List<String> ofRule = byRule.get(rule);
    return ofRule == null ? new ArrayList<String>() : new ArrayList<>(ofRule);
  }
}
