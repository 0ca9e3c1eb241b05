package io.tickcache.agent.instrument;

import io.tickcache.agent.log.Log;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.LogLevel;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What bound and what did not. Refusals are told at once; what bound is told in one line when the
 * start is over, and one by one after that. Thread-safe.
 */
public final class BindingReport implements Findings {

  private final RuleSet rules;
  private final Log log;
  private final Map<String, Set<String>> bound = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Set<String> errors = new HashSet<>();
  private final Map<String, Set<String>> refusals = new HashMap<>();
  private boolean startOver;

  public BindingReport(RuleSet rules, Log log) {
    this.rules = rules;
    this.log = log;
    for (Rule rule : rules.rules()) {
      if (rule.mode().binds()) {
        bound.put(rule.name(), new HashSet<String>());
      }
    }
  }

  @Override
  public synchronized void answers(Target target, MethodBinding method) {
    String rule = target.rule().name();
    Set<String> methods = bound.get(rule);
    String key = String.join(", ", method.keyInWords());
    keys.put(method.toString(), key);
    if (methods != null && methods.add(method.toString()) && startOver) {
      String only = aside(target.rule().mode());
      log.info(rule + ": matched " + method + (key.isEmpty() ? "" : " (key: " + key + ")") + only);
    }
    if (method.isSynchronized()) {
      tellMonitor(rule, method.toString());
    }
  }

  /** What a rule that answers nothing does instead. */
  private static String aside(Mode mode) {
    return mode == Mode.CACHE ? "" : " (" + mode.name().toLowerCase(Locale.ROOT) + ")";
  }

  @Override
  public synchronized void unwoven(Target target, MethodBinding method) {
    Set<String> methods = bound.get(target.rule().name());
    if (methods != null) {
      methods.remove(method.toString());
    }
  }

  /** Tells once that hits of a synchronized method wait for its monitor like all of its calls. */
  private void tellMonitor(String rule, String method) {
    if (told.add("monitor " + method)) {
      log.warn(
          rule
              + ": "
              + method
              + " is synchronized: its callers wait for each other, also for hits");
    }
  }

  /** A hidden class is of the target's type. */
  void hidden(Target target, Class<?> type) {
    String name = type.getName();
    int lambda = name.indexOf("$$Lambda");
    refused(
        target,
        Diagnostic.warning(
                DiagnosticCode.R027,
                "rule `"
                    + target.rule().name()
                    + "` leaves out "
                    + (lambda < 0
                        ? "the hidden class `" + name
                        : "a lambda in `" + name.substring(0, lambda))
                    + "`: no JVM lets it be woven, so its calls go upstream")
            .at(target.place())
            .help("make it a class with a name")
            .build());
  }

  @Override
  public void invalidates(Target target, MethodBinding method) {
    // nothing to tell
  }

  @Override
  public void doubted(Target target, Diagnostic warning) {
    refused(target, warning);
  }

  @Override
  public synchronized void refused(Target target, Diagnostic diagnostic) {
    if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
      String refusal = diagnostic.code() + " " + diagnostic.message();
      errors.add(refusal);
      Set<String> ofRule = refusals.get(target.rule().name());
      if (ofRule == null) {
        ofRule = new LinkedHashSet<>();
        refusals.put(target.rule().name(), ofRule);
      }
      ofRule.add(refusal);
    }
    String text = diagnostic.render();
    if (told.add(text)) {
      boolean error = diagnostic.severity() == Diagnostic.Severity.ERROR;
      log.block(error ? LogLevel.ERROR : LogLevel.WARN, text);
    }
  }

  /** Knows what has been bound and told, where the rules bind as those before. */
  public synchronized void takeOver(BindingReport former) {
    synchronized (former) {
      // Nobody knows this one yet, so no two reports ever wait for each other.
      for (Map.Entry<String, Set<String>> methods : former.bound.entrySet()) {
        bound.put(methods.getKey(), new HashSet<>(methods.getValue()));
      }
      keys.putAll(former.keys);
      told.addAll(former.told);
      errors.addAll(former.errors);
      for (Map.Entry<String, Set<String>> refused : former.refusals.entrySet()) {
        refusals.put(refused.getKey(), new LinkedHashSet<>(refused.getValue()));
      }
    }
  }

  /** Whether something was refused that was not before, by the rules that these would follow. */
  public boolean refusesMoreThan(BindingReport former) {
    Set<String> before;
    synchronized (former) {
      before = new HashSet<>(former.errors);
    }
    synchronized (this) {
      return !before.containsAll(errors);
    }
  }

  /** The methods that a rule answers now, in words and in order. */
  public synchronized List<String> methods(String rule) {
    Set<String> methods = bound.get(rule);
    return methods == null
        ? Collections.<String>emptyList()
        : new ArrayList<>(new TreeSet<>(methods));
  }

  /** What the key of a method is made of, in words; only of one that a rule answers. */
  public synchronized String key(String method) {
    return keys.getOrDefault(method, "");
  }

  /** What of a rule was refused, and why, a line each. */
  public synchronized List<String> refusals(String rule) {
    return new ArrayList<>(refusals.getOrDefault(rule, Collections.<String>emptySet()));
  }

  /** Whether every rule has matched something. */
  public synchronized boolean complete() {
    for (Set<String> methods : bound.values()) {
      if (methods.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Tells in one line how many methods each rule has matched; only the first call does. */
  public synchronized void startIsOver() {
    if (startOver) {
      return;
    }
    startOver = true;
    StringBuilder line = new StringBuilder("methods matched:");
    String separator = " ";
    for (Rule rule : rules.rules()) {
      Set<String> methods = bound.get(rule.name());
      line.append(separator).append(rule.name()).append(' ');
      line.append(methods == null ? "off" : String.valueOf(methods.size()));
      line.append(methods == null ? "" : aside(rule.mode()));
      separator = ", ";
    }
    log.info(line.toString());
  }
}
