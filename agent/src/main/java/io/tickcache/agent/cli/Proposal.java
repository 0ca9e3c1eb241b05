package io.tickcache.agent.cli;

import io.tickcache.agent.instrument.Candidate;
import io.tickcache.agent.instrument.Candidates;
import io.tickcache.agent.instrument.Descriptions;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A rule for a candidate, tried out against its classes and found good. */
final class Proposal {

  /** More than anybody reads. */
  private static final int MOST = 50;

  private final Rule rule;
  private final String reason;
  private final List<String> hints;

  private Proposal(Rule rule, String reason, List<String> hints) {
    this.rule = rule;
    this.reason = reason;
    this.hints = hints;
  }

  /** Proposals for a class path, the likeliest first. */
  static List<Proposal> allOf(Descriptions descriptions) {
    List<Proposal> proposals = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Candidate candidate : Candidates.in(descriptions)) {
      if (proposals.size() == MOST) {
        break;
      }
      Rule rule = candidate.rule(name(candidate, names));
      RuleSet alone = RuleSet.of("scan", "", null, Collections.singletonList(rule));
      Inspection inspection = Inspection.of(alone, descriptions, candidate.classes());
      if (inspection.diagnostics().isEmpty()) {
        names.add(rule.name());
        int methods = inspection.prospects(rule).size();
        proposals.add(
            new Proposal(
                rule,
                candidate.reason() + (methods > 1 ? "; " + methods + " methods" : ""),
                candidate.hints()));
      }
    }
    return proposals;
  }

  Rule rule() {
    return rule;
  }

  /** Why it is proposed, in one line. */
  String reason() {
    return reason;
  }

  /** What is left to decide, a line for each. */
  List<String> hints() {
    return hints;
  }

  /** Such as {@code quote-client-get-quote}, with a number behind it if that is taken. */
  private static String name(Candidate candidate, Set<String> taken) {
    String type = candidate.type();
    String simple = type.substring(1 + Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')));
    String method = candidate.signature().substring(0, candidate.signature().indexOf('('));
    String name = kebab(simple + "-" + method);
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }
}
