package io.tickcache.agent.cli;

import io.tickcache.agent.codec.Outlook;
import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.agent.instrument.Descriptions;
import io.tickcache.agent.instrument.Rehearsal;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.SourcePlace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules held against the classes of an application: what they would do, and what is wrong with it.
 */
final class Inspection {

  private final Rehearsal rehearsal;
  private final Map<String, List<Prospect>> prospects = new HashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Inspection(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
  }

  static Inspection of(RuleSet rules, Descriptions descriptions) {
    return of(rules, Rehearsal.of(rules, descriptions));
  }

  /** Looks at some classes of the path only. */
  static Inspection of(RuleSet rules, Descriptions descriptions, Collection<String> names) {
    return of(rules, Rehearsal.of(rules, descriptions, names));
  }

  private static Inspection of(RuleSet rules, Rehearsal rehearsal) {
    Inspection inspection = new Inspection(rehearsal);
    inspection.diagnostics.addAll(rehearsal.diagnostics());
    for (Rule rule : rules.rules()) {
      if (rule.mode().binds()) {
        inspection.addProspects(rule);
      }
    }
    inspection.diagnostics.sort(Comparator.comparingInt(Inspection::line));
    return inspection;
  }

  private void addProspects(Rule rule) {
    List<Prospect> added = new ArrayList<>();
    for (BoundMethod method : rehearsal.answered(rule)) {
      Prospect prospect = Prospect.of(rule, method);
      Outlook outlook = prospect.outlook();
      if (outlook != null && outlook.refusal() != null) {
        diagnostics.add(
            Diagnostic.error(
                    DiagnosticCode.R026,
                    "rule `" + rule.name() + "` is off for " + method + ": " + outlook.refusal())
                .at(rule.place())
                .build());
      }
      added.add(prospect);
    }
    prospects.put(rule.name(), added);
  }

  private static int line(Diagnostic diagnostic) {
    SourcePlace place = diagnostic.place();
    return place == null ? 0 : place.line();
  }

  /** The methods that a rule would answer. */
  List<Prospect> prospects(Rule rule) {
    return prospects.getOrDefault(rule.name(), Collections.<Prospect>emptyList());
  }

  /** The methods that one of the settings of a rule means. */
  Set<String> invalidating(Rule rule, InvalidateOn invalidation) {
    return rehearsal.invalidating(rule, invalidation);
  }

  /** Refusals and warnings in file order. */
  List<Diagnostic> diagnostics() {
    return Collections.unmodifiableList(diagnostics);
  }

  boolean anyError() {
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
        return true;
      }
    }
    return false;
  }

  /** The classes that could not be looked at, a line for each. */
  List<String> unreadable() {
    return rehearsal.unreadable();
  }
}
