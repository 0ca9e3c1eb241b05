package io.tickcache.agent.admin;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of which rules the status tells: of all, of those that are named, or of all in brief and of those
 * that are named in full. Immutable.
 */
final class Selection {

  static final String FORM = "write `/status`, `/status?rule=RULE` or `/status?brief&rule=RULE`";

  private final boolean brief;
  private final Set<String> named;

  private Selection(boolean brief, Set<String> named) {
    this.brief = brief;
    this.named = named;
  }

  /**
   * What the query of a request says.
   *
   * @throws IllegalArgumentException with a sentence for the caller, where it says something else
   */
  static Selection of(String query) {
    Map<String, List<String>> parameters = Query.all(query);
    List<String> rules = parameters.remove("rule");
    boolean brief = parameters.remove("brief") != null;
    if (!parameters.isEmpty()) {
      throw new IllegalArgumentException("a parameter is unknown");
    }
    return new Selection(
        brief, rules == null ? Collections.<String>emptySet() : new HashSet<>(rules));
  }

  /** Whether anything is told of a rule. */
  boolean has(String rule) {
    return brief || isInFull(rule);
  }

  /** Whether also its past is told. */
  boolean isNamed(String rule) {
    return named.contains(rule);
  }

  boolean isInFull(String rule) {
    return named.isEmpty() ? !brief : named.contains(rule);
  }
}
