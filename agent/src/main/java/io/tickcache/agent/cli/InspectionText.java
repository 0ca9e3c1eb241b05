package io.tickcache.agent.cli;

import io.tickcache.agent.codec.Outlook;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.ValuePath;

/**
 * The layout of an inspection: rule by rule what it would do, then the diagnostics, then a count.
 */
final class InspectionText {

  private final RuleSet rules;
  private final Inspection inspection;
  private final StringBuilder text = new StringBuilder();

  InspectionText(RuleSet rules, Inspection inspection) {
    this.rules = rules;
    this.inspection = inspection;
    for (Rule rule : rules.rules()) {
      rule(rule);
    }
    for (Diagnostic diagnostic : inspection.diagnostics()) {
      text.append(diagnostic.render()).append('\n');
    }
    summary();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void rule(Rule rule) {
    line("", rule.name() + remark(rule));
    if (rule.mode().binds()) {
      for (Prospect prospect : inspection.prospects(rule)) {
        method(rule, prospect);
      }
      if (inspection.prospects(rule).isEmpty()) {
        line("  ", "weaves nothing");
      }
      invalidations(rule);
    }
    text.append('\n');
  }

  private static String remark(Rule rule) {
    switch (rule.mode()) {
      case CACHE:
        return "";
      case OBSERVE:
        return " only observes, as its `mode` says; with `mode: cache` it";
      case SHADOW:
        return " only watches, as its `mode` says; with `mode: cache` it";
      case GUARD:
        return " only keeps calls to what upstream `"
            + rule.upstream()
            + "` allows, as its `mode` says; it";
      case OFF:
        return " is off, as its `mode` says";
    }
    throw new AssertionError(rule.mode());
  }

  private void method(Rule rule, Prospect prospect) {
    line("  ", "weaves " + prospect.method());
    if (rule.mode() == Mode.GUARD) {
      return;
    }
    line("    key:    ", String.join(", ", prospect.method().keyInWords()));
    Outlook outlook = prospect.outlook();
    if (outlook == null) {
      line("    values: ", prospect.unknown());
      return;
    }
    line("    values: ", outlook.handOut());
    for (String exception : outlook.exceptions()) {
      line("            ", "but refused where it is present: " + exception);
    }
    line("    L2:     ", remote(rule, outlook));
    if (prospect.isSynchronized()) {
      line("    waits:  ", "is synchronized: its callers wait for each other, also for hits");
    }
  }

  private String remote(Rule rule, Outlook outlook) {
    if (rule.receiver().kind() == Receiver.Kind.INSTANCE) {
      return "no: with `receiver: instance` answers stay in their process";
    }
    return outlook.remote() + (rules.redis() == null ? " (the file has no `redis`)" : "");
  }

  private void invalidations(Rule rule) {
    for (InvalidateOn invalidation : rule.invalidateOn()) {
      ValuePath symbol = invalidation.symbol();
      ValuePath value = invalidation.value();
      for (String method : inspection.invalidating(rule, invalidation)) {
        line("  ", (value == null ? "invalidated by " : "updated by ") + method);
        line("    symbol: ", symbol == null ? "all of them" : symbol.toString());
        if (value != null) {
          line("    value:  ", value.toString());
        }
      }
    }
  }

  private void summary() {
    int methods = 0;
    int errors = 0;
    for (Rule rule : rules.rules()) {
      methods += inspection.prospects(rule).size();
    }
    for (Diagnostic diagnostic : inspection.diagnostics()) {
      errors += diagnostic.severity() == Diagnostic.Severity.ERROR ? 1 : 0;
    }
    int warnings = inspection.diagnostics().size() - errors;
    line(
        "",
        rules.source()
            + ": "
            + count(rules.rules().size(), "rule")
            + ", "
            + count(methods, "method")
            + "; "
            + (errors == 0 ? "no mistakes" : count(errors, "mistake"))
            + (warnings == 0 ? "" : ", " + count(warnings, "warning")));
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private void line(String indent, String words) {
    text.append(indent).append(words).append('\n');
  }
}
