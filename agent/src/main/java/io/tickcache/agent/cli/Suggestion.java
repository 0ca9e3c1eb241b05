package io.tickcache.agent.cli;

import io.tickcache.agent.json.Json;
import io.tickcache.rules.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What one rule should do next, by what a process has seen. Immutable. */
final class Suggestion {

  final String rule;
  final Verdict verdict;
  private final String mode;
  private final String seen;

  /**
   * @param mode what the rule does now
   * @param seen in words
   */
  Suggestion(String rule, String mode, String seen, Verdict verdict) {
    this.rule = rule;
    this.mode = mode;
    this.seen = seen;
    this.verdict = verdict;
  }

  /** The lines of a comment. */
  List<String> lines() {
    return Arrays.asList(rule + " (" + mode + "): " + seen, next() + ": " + verdict.why);
  }

  private String next() {
    return verdict.next == null ? "stays " + mode : "to " + word();
  }

  /** The one to be in. */
  Mode mode() {
    return verdict.next == null ? Mode.valueOf(mode.toUpperCase(Locale.ROOT)) : verdict.next;
  }

  private String word() {
    return mode().name().toLowerCase(Locale.ROOT);
  }

  void write(Json json) {
    json.object().name("rule").value(rule).name("mode").value(mode);
    json.name("next").value(word()).name("seen").value(seen).name("why").value(verdict.why).end();
  }
}
