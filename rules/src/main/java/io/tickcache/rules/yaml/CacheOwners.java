package io.tickcache.rules.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose settings each cache has: those of the rule of its name, or else of the first rule in the
 * file that names it.
 */
final class CacheOwners {
  private final Map<String, RuleReader> owners = new HashMap<>();
  private final Map<String, Integer> members = new HashMap<>();

  CacheOwners(List<RuleReader> rules) {
    for (RuleReader rule : rules) {
      String cache = nameOf(rule);
      Integer others = members.get(cache);
      members.put(cache, others == null ? 1 : others + 1);
      if (cache.equals(rule.name()) || !owners.containsKey(cache)) {
        owners.put(cache, rule);
      }
    }
  }

  RuleReader owner(RuleReader rule) {
    RuleReader owner = owners.get(nameOf(rule));
    return owner == null ? rule : owner;
  }

  boolean isShared(RuleReader rule) {
    Integer all = members.get(nameOf(rule));
    return all != null && all > 1;
  }

  private static String nameOf(RuleReader rule) {
    String cache = rule.cache();
    return cache == null ? rule.name() : cache;
  }
}
