package io.tickcache.rules.yaml;

import io.tickcache.rules.DailyMoment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the rules of each cache have in common: the settings of the rule of its name, or else of the
 * first rule in the file that names it, and the moments that any of them says.
 */
final class CacheOwners {
  private final Map<String, RuleReader> owners = new HashMap<>();
  private final Map<String, Integer> members = new HashMap<>();
  private final Map<String, List<DailyMoment>> moments = new HashMap<>();

  CacheOwners(List<RuleReader> rules) {
    for (RuleReader rule : rules) {
      String cache = nameOf(rule);
      Integer others = members.get(cache);
      members.put(cache, others == null ? 1 : others + 1);
      List<DailyMoment> ofAll = new ArrayList<>(moments(rule));
      ofAll.addAll(rule.moments());
      moments.put(cache, ofAll);
      if (cache.equals(rule.name()) || !owners.containsKey(cache)) {
        owners.put(cache, rule);
      }
    }
  }

  /** Warns of names that are nearly another rule's. */
  static void warnOfLonely(List<RuleReader> rules) {
    for (RuleReader rule : rules) {
      Set<String> others = new LinkedHashSet<>();
      for (RuleReader other : rules) {
        if (other != rule) {
          others.add(other.name());
          others.add(nameOf(other));
        }
      }
      rule.warnOfLonelyCache(others);
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

  /** The moments at which entries of the rule's cache end, whichever of its rules says so. */
  List<DailyMoment> moments(RuleReader rule) {
    List<DailyMoment> known = moments.get(nameOf(rule));
    return known == null ? Collections.<DailyMoment>emptyList() : known;
  }

  private static String nameOf(RuleReader rule) {
    String cache = rule.cache();
    return cache == null ? rule.name() : cache;
  }
}
