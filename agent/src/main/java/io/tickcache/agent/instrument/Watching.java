package io.tickcache.agent.instrument;

import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import org.jspecify.annotations.Nullable;

/** Whose calls can be let through and watched. */
final class Watching {

  private Watching() {}

  /** The setting by which some calls or all of a rule go upstream to be compared; or null. */
  static @Nullable String setting(Rule rule) {
    if (rule.mode() == Mode.SHADOW) {
      return "mode: shadow";
    }
    return rule.mode() == Mode.CACHE && rule.verify() != null ? "verify" : null;
  }

  /** How a rule does without. */
  static String help(Rule rule) {
    return rule.mode() == Mode.SHADOW
        ? "give this rule a `mode` of its own, `cache` or `off`"
        : "give this rule `verify: 0%`";
  }

  /** What the method of a rule is that can't be watched as the rule asks for; null if it can. */
  static @Nullable String refusal(Rule rule) {
    if (setting(rule) == null) {
      return null;
    }
    if (rule.callback() != null) {
      return "a method that hands its answer to a callback";
    }
    return null;
  }
}
