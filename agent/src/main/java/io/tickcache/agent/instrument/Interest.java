package io.tickcache.agent.instrument;

import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells by a class's name and bytes alone whether a rule may concern it. It loads nothing and looks
 * nothing up, for it is asked of every class of the application. Thread-safe.
 */
final class Interest implements Predicate<Class<?>> {

  private final List<Target> targets = new ArrayList<>();
  private final Set<String> exactTypes = new HashSet<>();
  private final List<MethodPattern> wildcards = new ArrayList<>();
  private final Set<String> methods = new HashSet<>();
  private final Set<String> concreteTypes = ConcurrentHashMap.newKeySet();
  private final Set<String> openTypes = ConcurrentHashMap.newKeySet();
  private final Map<String, List<Target>> bases = new ConcurrentHashMap<>();

  Interest(RuleSet rules) {
    for (Rule rule : rules.rules()) {
      if (rule.mode().binds()) {
        add(Target.answering(rule));
        for (InvalidateOn invalidation : rule.invalidateOn()) {
          add(Target.invalidating(rule, invalidation));
        }
      }
    }
  }

  /**
   * Takes over what was found out of classes that were seen, where the rules bind as those before.
   */
  void learnFrom(Interest former) {
    concreteTypes.addAll(former.concreteTypes);
    openTypes.addAll(former.openTypes);
    for (Map.Entry<String, List<Target>> base : former.bases.entrySet()) {
      for (Target known : base.getValue()) {
        for (Target target : targets) {
          if (target.isAs(known)) {
            addBase(base.getKey(), target);
          }
        }
      }
    }
  }

  /** In what is mentioned, whatever it is mentioned for: it has no targets. */
  Interest(Iterable<MethodPattern> mentioned) {
    for (MethodPattern method : mentioned) {
      add(method);
    }
  }

  private void add(Target target) {
    targets.add(target);
    add(target.pattern());
  }

  private void add(MethodPattern pattern) {
    methods.add(ClassFile.encoded(pattern.method()));
    if (pattern.exactType()) {
      exactTypes.add(pattern.type());
    } else {
      wildcards.add(pattern);
    }
  }

  List<Target> targets() {
    return targets;
  }

  /** Whether the class is worth a closer look. */
  boolean in(String type, byte[] bytes) {
    if (exactTypes.contains(type) || bases.containsKey(type) || matchesWildcard(type)) {
      return true;
    }
    if (concreteTypes.size() == exactTypes.size() && wildcards.isEmpty()) {
      return false;
    }
    ClassFile file = new ClassFile(bytes);
    List<String> parents = file.parents();
    return namesTarget(parents) || (mayImplement(parents) && file.declares(methods));
  }

  /** Whether a class that is loaded already, or one of its supertypes, is one that a rule names. */
  @Override
  public boolean test(Class<?> loaded) {
    return in(loaded);
  }

  boolean in(@Nullable Class<?> type) {
    if (type == null) {
      return false;
    }
    if (exactTypes.contains(type.getName()) || matchesWildcard(type.getName())) {
      return true;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (in(parent)) {
        return true;
      }
    }
    return in(type.getSuperclass());
  }

  /** The targets whose types a loaded class is of. */
  List<Target> targetsOf(Class<?> type) {
    List<Target> meant = new ArrayList<>();
    for (Target target : targets) {
      if (isOf(type, target)) {
        meant.add(target);
      }
    }
    return meant;
  }

  private static boolean isOf(@Nullable Class<?> type, Target target) {
    if (type == null) {
      return false;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (isOf(parent, target)) {
        return true;
      }
    }
    return target.pattern().matchesType(type.getName()) || isOf(type.getSuperclass(), target);
  }

  /**
   * The rules' types that turned out to be classes with bodies of their own: their subclasses are
   * of no interest, unless another application has an interface of that name.
   */
  synchronized void isConcrete(String type) {
    if (exactTypes.contains(type) && !openTypes.contains(type)) {
      concreteTypes.add(type);
    }
  }

  /**
   * Notes an interface or abstract class that is a rule's type or below one; false if all classes
   * below it have been of interest before.
   */
  synchronized boolean addOpenType(String type) {
    boolean added = openTypes.add(type);
    return exactTypes.contains(type) ? concreteTypes.remove(type) : added;
  }

  /**
   * Notes that a class declares the method that a target's type inherits; false if that was known.
   */
  boolean addBase(String type, Target target) {
    List<Target> known = bases.get(type);
    if (known == null) {
      known = new CopyOnWriteArrayList<>();
      List<Target> raced = bases.putIfAbsent(type, known);
      known = raced == null ? known : raced;
    }
    if (known.contains(target)) {
      return false;
    }
    known.add(target);
    return true;
  }

  /** The targets that a class serves as the one that declares the method. */
  List<Target> inheritedFrom(String type) {
    @Nullable List<Target> known = bases.get(type);
    return known == null ? Collections.<Target>emptyList() : known;
  }

  private boolean matchesWildcard(String type) {
    for (MethodPattern pattern : wildcards) {
      if (pattern.matchesType(type)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a class of these parents may be of a type that isn't its own name. */
  private static boolean mayImplement(List<String> parents) {
    return parents.size() > 1
        || (parents.size() == 1 && !parents.get(0).equals("java.lang.Object"));
  }

  private boolean namesTarget(List<String> parents) {
    for (String parent : parents) {
      if ((exactTypes.contains(parent) && !concreteTypes.contains(parent))
          || openTypes.contains(parent)
          || matchesWildcard(parent)) {
        return true;
      }
    }
    return false;
  }
}
