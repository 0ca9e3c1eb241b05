package io.tickcache.agent.instrument;

import io.tickcache.agent.classpath.ClassPath;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * Binds rules to the classes of a class path as the agent would while an application loads them,
 * but loads and weaves none. Used by one thread.
 */
public final class Rehearsal {

  private final Descriptions descriptions;
  private final ClassPath classes;
  private final Interest interest;
  private final Notes notes = new Notes();
  private final TargetFinder finder;
  private final Subtypes subtypes = new Subtypes();
  private final Deque<String> again = new ArrayDeque<>();
  private final Deque<String> below = new ArrayDeque<>();
  private final List<String> unreadable = new ArrayList<>();

  private Rehearsal(RuleSet rules, Descriptions descriptions) {
    this.descriptions = descriptions;
    this.classes = descriptions.classes();
    this.interest = new Interest(rules);
    this.finder = new TargetFinder(interest, notes, new Later());
  }

  /** Lets all classes of the path pass by. */
  public static Rehearsal of(RuleSet rules, Descriptions descriptions) {
    return of(rules, descriptions, descriptions.classes().names());
  }

  /** Lets some classes of the path pass by; the others should be of no interest to the rules. */
  public static Rehearsal of(RuleSet rules, Descriptions descriptions, Collection<String> names) {
    Rehearsal rehearsal = new Rehearsal(rules, descriptions);
    for (String name : names) {
      rehearsal.pass(name);
    }
    rehearsal.lookAgain();
    rehearsal.noteUnmatched();
    return rehearsal;
  }

  /** The methods that a rule would answer. */
  public Collection<BoundMethod> answered(Rule rule) {
    Map<String, BoundMethod> methods = new LinkedHashMap<>();
    for (Target target : interest.targets()) {
      if (target.rule().equals(rule)) {
        methods.putAll(notes.answered(target));
      }
    }
    return methods.values();
  }

  /** The methods that would invalidate what a rule keeps, as one of its settings says. */
  public Set<String> invalidating(Rule rule, InvalidateOn invalidation) {
    Set<String> methods = new LinkedHashSet<>();
    for (Target target : interest.targets()) {
      if (target.rule().equals(rule) && invalidation.equals(target.invalidation())) {
        methods.addAll(notes.invalidating(target));
      }
    }
    return methods;
  }

  /** Refusals and warnings, in the order in which they were met. */
  public Collection<Diagnostic> diagnostics() {
    return Collections.unmodifiableCollection(notes.diagnostics.values());
  }

  /** The classes that could not be looked at, a line for each. */
  public List<String> unreadable() {
    return Collections.unmodifiableList(unreadable);
  }

  private void pass(String name) {
    try {
      byte[] bytes = classes.bytes(name);
      if (bytes == null || !ClassFile.isOne(bytes)) {
        noteUnreadable(name, "it is no class file");
      } else {
        subtypes.add(name, new ClassFile(bytes).parents());
        if (interest.in(name, bytes)) {
          finder.bind(descriptions.of(name));
        }
      }
    } catch (IOException | RuntimeException failure) {
      // Files of all makes come by.
      noteUnreadable(name, why(failure));
    }
  }

  private void lookAgain() {
    while (!again.isEmpty() || !below.isEmpty()) {
      if (again.isEmpty()) {
        again.addAll(subtypes.below(below.removeFirst()));
      } else {
        lookAt(again.removeFirst());
      }
    }
  }

  private void lookAt(String name) {
    try {
      if (classes.names().contains(name)) {
        finder.bind(descriptions.of(name));
      }
    } catch (RuntimeException failure) {
      noteUnreadable(name, why(failure));
    }
  }

  private void noteUnreadable(String name, String why) {
    unreadable.add("class `" + name + "` in `" + classes.placeOf(name) + "` can't be read: " + why);
  }

  private static String why(Exception failure) {
    return failure instanceof IndexOutOfBoundsException
        ? "it is damaged"
        : String.valueOf(failure.getMessage());
  }

  private void noteUnmatched() {
    for (Target target : interest.targets()) {
      if (!notes.anyOf(target)) {
        Diagnostic warning = unmatched(target);
        if (warning != null) {
          notes.refused(target, warning);
        }
      }
    }
  }

  private @Nullable Diagnostic unmatched(Target target) {
    MethodPattern pattern = target.pattern();
    List<String> types = new ArrayList<>();
    for (String name : classes.names()) {
      if (pattern.matchesType(name)) {
        types.add(name);
      }
    }
    if (types.isEmpty()) {
      return Unmatched.type(target, classes.names());
    }
    return pattern.exactType()
        ? unmatched(target, types.get(0))
        : Unmatched.methodOfAny(target, types);
  }

  private @Nullable Diagnostic unmatched(Target target, String name) {
    try {
      TypeDescription type = descriptions.of(name);
      return Hierarchy.has(target.pattern(), type)
          ? Unmatched.implementation(target, type)
          : Unmatched.methodOf(target, type);
    } catch (RuntimeException unreadable) {
      return null; // told already
    }
  }

  /** Remembers what has to be looked at once more until all classes have passed. */
  private final class Later implements TargetFinder.Again {

    @Override
    public void lookAt(String type) {
      again.add(type);
    }

    @Override
    public void lookBelow(String type) {
      below.add(type);
    }
  }

  /** What came of the binding. A class that is looked at again says the same again. */
  private final class Notes implements Findings {

    private final Map<Target, Map<String, BoundMethod>> answered = new LinkedHashMap<>();
    private final Map<Target, Set<String>> invalidating = new LinkedHashMap<>();
    private final Map<String, Diagnostic> diagnostics = new LinkedHashMap<>();
    private final Set<Target> refused = new HashSet<>();

    @Override
    public void answers(Target target, MethodBinding method) {
      answered
          .computeIfAbsent(target, none -> new LinkedHashMap<>())
          .put(method.toString(), method.boundIn(classes.loader()));
    }

    @Override
    public void unwoven(Target target, MethodBinding method) {
      throw new IllegalStateException("a rehearsal weaves nothing");
    }

    @Override
    public void invalidates(Target target, MethodBinding method) {
      invalidating.computeIfAbsent(target, none -> new LinkedHashSet<>()).add(method.toString());
    }

    @Override
    public void doubted(Target target, Diagnostic warning) {
      diagnostics.putIfAbsent(warning.render(), warning);
    }

    @Override
    public void refused(Target target, Diagnostic diagnostic) {
      refused.add(target);
      diagnostics.putIfAbsent(diagnostic.render(), diagnostic);
    }

    private boolean anyOf(Target target) {
      return answered.containsKey(target)
          || invalidating.containsKey(target)
          || refused.contains(target);
    }

    private Map<String, BoundMethod> answered(Target target) {
      Map<String, BoundMethod> methods = answered.get(target);
      return methods == null ? Collections.<String, BoundMethod>emptyMap() : methods;
    }

    private Set<String> invalidating(Target target) {
      Set<String> methods = invalidating.get(target);
      return methods == null ? Collections.<String>emptySet() : methods;
    }
  }
}
