package io.tickcache.agent.instrument;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Rule;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;

/**
 * Finds the methods of one class that rules mean, and has them bound. Classes that have to be
 * looked at once more because of it are handed to {@link Again}. Thread-safe.
 */
final class TargetFinder {

  private final Interest interest;
  private final Findings findings;
  private final Again again;

  TargetFinder(Interest interest, Findings findings, Again again) {
    this.interest = interest;
    this.findings = new Counterparts(findings);
    this.again = again;
  }

  /** What becomes of the methods of a class; those that come to nothing are among them. */
  Collection<MethodBinding> bind(TypeDescription type) {
    Binder binder = new Binder(findings);
    boolean open = type.isAbstract() || type.isInterface();
    if (!open) {
      interest.isConcrete(type.getName());
    }
    for (Target target : interest.targets()) {
      if (Hierarchy.governs(target.pattern(), type)) {
        bind(binder, target, type);
        if (open && interest.addOpenType(type.getName())) {
          again.lookBelow(type.getName());
        }
      }
    }
    for (Target target : interest.inheritedFrom(type.getName())) {
      binder.bind(target, Hierarchy.declared(target.pattern(), type));
    }
    binder.settle();
    return binder.bindings();
  }

  /**
   * Takes back what was bound to a method that has no room for the agent's code, with all else that
   * its rule answers in the class.
   */
  void giveUp(Collection<MethodBinding> bindings, String name, String descriptor) {
    MethodBinding full = null;
    for (MethodBinding binding : bindings) {
      if (binding.method.getInternalName().equals(name)
          && binding.method.getDescriptor().equals(descriptor)) {
        full = binding;
      }
    }
    if (full == null || full.isEmpty()) {
      throw new IllegalStateException(
          name + descriptor + " is too long, and nothing is woven there");
    }
    giveUp(
        bindings,
        full,
        "`"
            + full
            + "` is so long that the agent's code has no room beside it in the 64 KB of a method");
  }

  /** Takes back all that was bound in a class that has no room for the agent's constants. */
  void giveUp(Collection<MethodBinding> bindings) {
    for (MethodBinding binding : bindings) {
      if (!binding.isEmpty()) {
        giveUp(
            bindings,
            binding,
            "the class of `"
                + binding
                + "` has so many constants that the agent's have no room among the 65535 of a class");
      }
    }
  }

  private void giveUp(Collection<MethodBinding> bindings, MethodBinding full, String why) {
    refuse(full, why);
    Target target = full.answering;
    full.invalidations.clear();
    for (MethodBinding binding : bindings) {
      if (target != null && binding.answering == target) {
        findings.unwoven(target, binding);
        binding.leave();
      }
    }
  }

  private void refuse(MethodBinding binding, String why) {
    Set<Rule> rules = new LinkedHashSet<>();
    Target answering = binding.answering;
    if (answering != null) {
      refuse(answering, "rule `" + answering.rule().name() + "` is off: " + why);
    }
    for (BoundMethod.Invalidation invalidation : binding.invalidations) {
      rules.add(invalidation.rule());
    }
    for (Target target : interest.targets()) {
      if (target.invalidation() != null
          && rules.contains(target.rule())
          && Hierarchy.means(target.pattern(), binding.method)) {
        refuse(target, "rule `" + target.rule().name() + "` misses an invalidation: " + why);
      }
    }
  }

  private void refuse(Target target, String message) {
    findings.refused(
        target, Diagnostic.error(DiagnosticCode.R027, message).at(target.place()).build());
  }

  private void bind(Binder binder, Target target, TypeDescription type) {
    List<MethodDescription.InDefinedShape> methods = Hierarchy.declared(target.pattern(), type);
    if (!methods.isEmpty()) {
      binder.bind(target, methods);
    }
    List<TypeDescription> parents = Hierarchy.declaringParents(target.pattern(), type);
    for (TypeDescription parent : parents) {
      if (parent.getName().startsWith("java.")) {
        reportUntouchable(target, parent);
      } else if (!Hierarchy.governs(target.pattern(), parent)
          && interest.addBase(parent.getName(), target)) {
        again.lookAt(parent.getName());
      }
    }
    if (methods.isEmpty() && parents.isEmpty()) {
      reportUnmatched(target, type);
    }
  }

  private void reportUntouchable(Target target, TypeDescription parent) {
    findings.refused(
        target,
        Diagnostic.error(
                DiagnosticCode.R013,
                "rule `"
                    + target.rule().name()
                    + "` is off: `"
                    + target.pattern().method()
                    + "` is declared by `"
                    + parent.getName()
                    + "`, which is never woven")
            .at(target.place())
            .build());
  }

  private void reportUnmatched(Target target, TypeDescription type) {
    if (target.pattern().exactType()
        && target.pattern().matchesType(type.getName())
        && !type.isAbstract()
        && !type.isInterface()) {
      findings.refused(target, Unmatched.methodOf(target, type));
    }
  }

  /** Looks at classes that were passed over, because nobody knew yet what they are for. */
  interface Again {

    /** Sees to it that a class of this name, if it has been seen, is looked at again soon. */
    void lookAt(String type);

    /** As {@link #lookAt}, for the classes that implement or extend the type. */
    void lookBelow(String type);
  }
}
