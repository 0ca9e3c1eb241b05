package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading a rules file: the rules unless there was an error, and all diagnostics. */
public final class Outcome {
  /** More than this scrolls the first mistake, which often causes the rest, out of sight. */
  private static final int MOST_RENDERED = 100;

  private final @Nullable RuleSet rules;
  private final List<Diagnostic> diagnostics;

  Outcome(@Nullable RuleSet rules, List<Diagnostic> diagnostics) {
    this.rules = rules;
    this.diagnostics = diagnostics;
  }

  /** The rules, or null if any diagnostic is an error. */
  public @Nullable RuleSet rules() {
    return rules;
  }

  /** Errors and warnings in file order, without duplicates. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The diagnostics as one text, with an empty line between two; empty if there are none. */
  public String render() {
    StringBuilder text = new StringBuilder();
    int shown = Math.min(diagnostics.size(), MOST_RENDERED);
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? "" : "\n").append(diagnostics.get(i).render());
    }
    if (diagnostics.size() > shown) {
      text.append("\nand ").append(diagnostics.size() - shown).append(" more\n");
    }
    return text.toString();
  }
}
