package io.tickcache.agent.instrument;

import io.tickcache.agent.key.BatchPlan;
import io.tickcache.agent.key.CallPath;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.key.MethodShape;
import io.tickcache.agent.key.PathDoubts;
import io.tickcache.agent.key.SymbolPath;
import io.tickcache.agent.key.UnkeyableException;
import io.tickcache.rules.Callback;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Binds rules to the methods of one class: all overloads that a rule means, or none of them and the
 * reason why. Used once, by one thread.
 */
final class Binder {

  private final Findings findings;
  private final Map<Target, Set<MethodBinding>> answered = new LinkedHashMap<>();
  private final Map<MethodDescription.InDefinedShape, MethodBinding> bindings =
      new LinkedHashMap<>();

  Binder(Findings findings) {
    this.findings = findings;
  }

  Collection<MethodBinding> bindings() {
    return bindings.values();
  }

  void bind(Target target, List<MethodDescription.InDefinedShape> methods) {
    InvalidateOn invalidation = target.invalidation();
    try {
      if (invalidation == null) {
        answer(target, methods);
      } else {
        invalidate(target, invalidation, methods);
      }
    } catch (Refusal refusal) {
      findings.refused(target, refusal.diagnostic);
    } catch (TypePool.Resolution.NoSuchTypeException missing) {
      String message = "the class file of `" + missing.getName() + "` can't be found";
      findings.refused(target, diagnostic(target, DiagnosticCode.R027, message).build());
    }
  }

  /**
   * Ends the binding. A rule one of whose methods also invalidates answers none of them: an
   * answered call would not invalidate.
   */
  void settle() {
    for (Map.Entry<Target, Set<MethodBinding>> answered : answered.entrySet()) {
      MethodBinding invalidating = invalidating(answered.getValue());
      for (MethodBinding binding : answered.getValue()) {
        if (invalidating == null) {
          findings.answers(answered.getKey(), binding);
        } else {
          binding.leave();
        }
      }
      if (invalidating != null) {
        String message =
            "`" + described(invalidating.method) + "` also invalidates, so it is never answered";
        Target target = answered.getKey();
        findings.refused(target, diagnostic(target, DiagnosticCode.R011, message).build());
      }
    }
  }

  private static @Nullable MethodBinding invalidating(Set<MethodBinding> bindings) {
    for (MethodBinding binding : bindings) {
      if (!binding.invalidations.isEmpty()) {
        return binding;
      }
    }
    return null;
  }

  private void answer(Target target, List<MethodDescription.InDefinedShape> methods)
      throws Refusal {
    List<MethodBinding> planned = new ArrayList<>();
    for (MethodDescription.InDefinedShape method : methods) {
      planned.add(plan(target, method, methods));
    }
    Set<MethodBinding> bound = answered.get(target);
    if (bound == null) {
      bound = new LinkedHashSet<>();
      answered.put(target, bound);
    }
    for (MethodBinding plan : planned) {
      MethodBinding binding = binding(plan.method);
      binding.answering = target;
      binding.key = plan.key;
      binding.batch = plan.batch;
      binding.future = plan.future;
      binding.executor = plan.executor;
      bound.add(binding);
    }
  }

  /** How a method would be answered. */
  private MethodBinding plan(
      Target target,
      MethodDescription.InDefinedShape method,
      List<MethodDescription.InDefinedShape> overloads)
      throws Refusal {
    refuseNative(target, method);
    boolean guards = target.rule().mode() == Mode.GUARD;
    Callback callback = target.rule().callback();
    if (!guards) {
      refuseResult(target, callback, method);
    }
    Target other = binding(method).answering;
    if (other != null && other != target) {
      throw new Refusal(
          diagnostic(
                  target,
                  DiagnosticCode.R011,
                  "rules `"
                      + other.rule().name()
                      + "` and `"
                      + target.rule().name()
                      + "` both govern `"
                      + described(method)
                      + "`")
              .also(other.place(), "first claimed here")
              .help("narrow one of the patterns")
              .build());
    }
    MethodBinding plan = new MethodBinding(method);
    ValuePath symbols = target.rule().symbols();
    plan.future = Results.isPromise(method.getReturnType().asErasure());
    if (guards) {
      return plan;
    }
    MethodShape shape = Shapes.of(method);
    try {
      if (symbols == null) {
        plan.key = KeyPlan.of(target.rule(), shape);
        refuseUpdatesOfParts(target, method, plan.key);
        plan.executor = executor(callback, method);
      } else {
        refuseAnswersInOnePiece(target, method);
        plan.batch = BatchPlan.of(target.rule(), symbols, shape);
      }
      tell(PathDoubts.of(target.rule(), shape), "go upstream", target, method);
      return plan;
    } catch (UnkeyableException unkeyable) {
      throw new Refusal(refusal(target, method, unkeyable, overloads));
    }
  }

  private static void refuseResult(
      Target target, @Nullable Callback callback, MethodDescription.InDefinedShape method)
      throws Refusal {
    String result =
        callback == null ? Results.refusal(method) : Callbacks.refusal(callback, method);
    if (result != null) {
      throw new Refusal(
          diagnostic(target, DiagnosticCode.R026, described(method) + ": " + result)
              .help(Results.help(result))
              .build());
    }
  }

  /** An update tells the symbol alone, and so it must be for an entry of which that is the key. */
  private static void refuseUpdatesOfParts(
      Target target, MethodDescription.InDefinedShape method, KeyPlan key) throws Refusal {
    boolean perInstance = target.rule().receiver().kind() == Receiver.Kind.INSTANCE;
    if (!target.rule().updated() || (key.symbolOnly() && !perInstance)) {
      return;
    }
    String parts = String.join("`, `", key.description().subList(1, key.description().size()));
    throw new Refusal(
        diagnostic(
                target,
                DiagnosticCode.R029,
                described(method)
                    + ": `update-on` brings an answer for a symbol, but the key has "
                    + (perInstance ? "the receiver" : "`" + parts + "`")
                    + ", too")
            .help("write `invalidate-on` in its place, without `value`")
            .build());
  }

  private static @Nullable CallPath executor(
      @Nullable Callback callback, MethodDescription.InDefinedShape method)
      throws UnkeyableException {
    ValuePath path = callback == null ? null : callback.executor();
    return path == null ? null : CallPath.of(path, Shapes.of(method));
  }

  private static void refuseAnswersInOnePiece(
      Target target, MethodDescription.InDefinedShape method) throws Refusal {
    String result = new BatchResults(target.rule()).refusal(method.getReturnType());
    if (result != null) {
      throw new Refusal(
          diagnostic(target, DiagnosticCode.R028, described(method) + ": " + result).build());
    }
  }

  /** Binds what can be bound: a path that is wrong makes a method invalidate more, never less. */
  private void invalidate(
      Target target, InvalidateOn invalidation, List<MethodDescription.InDefinedShape> methods) {
    for (MethodDescription.InDefinedShape method : methods) {
      if (method.isNative()) {
        findings.refused(
            target,
            inRule(target, DiagnosticCode.R013, described(method) + " is native")
                .note("a native method can't be woven, so its calls invalidate nothing")
                .help("name the method that calls it")
                .build());
      } else {
        warnOfSuspend(target, method);
        MethodBinding binding = binding(method);
        binding.invalidations.add(invalidation(target, invalidation, method));
        findings.invalidates(target, binding);
      }
    }
  }

  private void warnOfSuspend(Target target, MethodDescription.InDefinedShape method) {
    if (Results.isSuspend(method)) {
      String what = " is a `suspend` function of Kotlin, which may return before its work is done";
      findings.doubted(
          target,
          Diagnostic.warning(
                  DiagnosticCode.R026,
                  "rule `" + target.rule().name() + "`: " + described(method) + what)
              .at(target.place())
              .note("its calls invalidate as soon as they return")
              .help("name the method that does the work, or one that runs once it is done")
              .build());
    }
  }

  private BoundMethod.Invalidation invalidation(
      Target target, InvalidateOn invalidation, MethodDescription.InDefinedShape method) {
    MethodShape shape = Shapes.of(method);
    ValuePath symbol = invalidation.symbol();
    ValuePath value = invalidation.value();
    try {
      BoundMethod.Invalidation bound =
          new BoundMethod.Invalidation(
              target.rule(),
              symbol == null ? null : SymbolPath.of(symbol, target.rule().symbolCase(), shape),
              value == null ? null : CallPath.of(value, shape));
      if (symbol != null) {
        tell(PathDoubts.of(symbol, shape), "invalidate the whole cache", target, method);
      }
      return bound;
    } catch (UnkeyableException unkeyable) {
      findings.refused(
          target,
          inRule(target, unkeyable.code(), described(method) + ": " + unkeyable.getMessage())
              .note("calls of this method invalidate the whole cache")
              .help(unkeyable.help())
              .build());
      return new BoundMethod.Invalidation(target.rule(), null, null);
    }
  }

  private static Diagnostic.Builder inRule(Target target, DiagnosticCode code, String message) {
    return Diagnostic.error(code, "rule `" + target.rule().name() + "`: " + message)
        .at(target.place());
  }

  private void tell(
      List<UnkeyableException> doubts,
      String others,
      Target target,
      MethodDescription.InDefinedShape method) {
    for (UnkeyableException doubt : doubts) {
      String message =
          "rule `" + target.rule().name() + "`: " + described(method) + ": " + doubt.getMessage();
      Diagnostic.Builder warning =
          Diagnostic.warning(doubt.code(), message).at(target.place()).help(doubt.help());
      if (doubt.code() == DiagnosticCode.R024) {
        warning.note("calls that pass an object of a subclass may have it; others " + others);
      }
      findings.doubted(target, warning.build());
    }
  }

  private static void refuseNative(Target target, MethodDescription.InDefinedShape method)
      throws Refusal {
    if (method.isNative()) {
      throw new Refusal(
          diagnostic(target, DiagnosticCode.R013, described(method) + " is native").build());
    }
  }

  private static Diagnostic refusal(
      Target target,
      MethodDescription.InDefinedShape method,
      UnkeyableException unkeyable,
      List<MethodDescription.InDefinedShape> overloads) {
    Diagnostic.Builder diagnostic =
        diagnostic(
            target,
            overloads.size() > 1 ? DiagnosticCode.R022 : unkeyable.code(),
            described(method) + ": " + unkeyable.getMessage());
    if (overloads.size() > 1) {
      diagnostic.note(
          "the rule means " + Hierarchy.signatures(overloads) + "; all of them must bind");
    }
    return diagnostic.help(unkeyable.help()).build();
  }

  private static Diagnostic.Builder diagnostic(Target target, DiagnosticCode code, String message) {
    return Diagnostic.error(code, "rule `" + target.rule().name() + "` is off: " + message)
        .at(target.place());
  }

  private MethodBinding binding(MethodDescription.InDefinedShape method) {
    MethodBinding binding = bindings.get(method);
    if (binding == null) {
      binding = new MethodBinding(method);
      bindings.put(method, binding);
    }
    return binding;
  }

  private static String described(MethodDescription.InDefinedShape method) {
    return new MethodBinding(method).toString();
  }

  /** A rule that doesn't bind to this class. */
  private static final class Refusal extends Exception {
    private final transient Diagnostic diagnostic;

    private Refusal(Diagnostic diagnostic) {
      super(diagnostic.message(), null, false, false);
      this.diagnostic = diagnostic;
    }
  }
}
