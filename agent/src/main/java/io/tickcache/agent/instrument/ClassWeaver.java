package io.tickcache.agent.instrument;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one class: finds the methods that rules mean, binds them and inlines the advice. The class
 * keeps its schema, so that it can be woven again after it is loaded. Thread-safe. Loading this
 * class loads Byte Buddy.
 */
final class ClassWeaver {

  private final Interest interest;
  private final CallSites sites;
  private final BindingReport report;
  private final Loaded loaded;
  private final ByteBuddy byteBuddy =
      new ByteBuddy()
          .with(TypeValidation.DISABLED)
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
          .with(InstrumentedType.Factory.Default.FROZEN)
          .with(Implementation.Context.Disabled.Factory.INSTANCE)
          .ignore(ElementMatchers.none());

  ClassWeaver(Interest interest, CallSites sites, BindingReport report, Loaded loaded) {
    this.interest = interest;
    this.sites = sites;
    this.report = report;
    this.loaded = loaded;
  }

  /** The woven class file, or null if nothing in it is bound. */
  byte @Nullable [] weave(ClassLoader loader, String name, byte[] bytes) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, bytes), ClassFileLocator.ForClassLoader.of(loader));
    TypePool pool =
        new TypePool.Default.WithLazyResolution(
            TypePool.CacheProvider.Simple.withObjectType(),
            locator,
            TypePool.Default.ReaderMode.FAST);
    TypeDescription type = pool.describe(name).resolve();
    Binder binder = bind(type);
    DynamicType.Builder<?> builder = null;
    for (MethodBinding binding : binder.bindings()) {
      if (!binding.isEmpty()) {
        builder = builder == null ? byteBuddy.decorate(type, locator) : builder;
        builder = builder.visit(advice(sites.open(binding.boundIn(loader)), binding));
      }
    }
    return builder == null ? null : builder.make().getBytes();
  }

  private Binder bind(TypeDescription type) {
    Binder binder = new Binder(type, report);
    boolean open = type.isAbstract() || type.isInterface();
    if (!open) {
      interest.isConcrete(type.getName());
    }
    for (Target target : interest.targets()) {
      if (Hierarchy.governs(target.pattern(), type)) {
        bind(binder, target, type);
        if (open && interest.addOpenType(type.getName())) {
          loaded.weaveBelow(type.getName());
        }
      }
    }
    for (Target target : interest.inheritedFrom(type.getName())) {
      binder.bind(target, Hierarchy.declared(target.pattern(), type));
    }
    binder.settle();
    return binder;
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
        loaded.weaveAgain(parent.getName());
      }
    }
    if (methods.isEmpty() && parents.isEmpty()) {
      reportUnmatched(target, type);
    }
  }

  private void reportUntouchable(Target target, TypeDescription parent) {
    report.refused(
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
    if (!target.pattern().exactType()
        || !target.pattern().matchesType(type.getName())
        || type.isAbstract()
        || type.isInterface()) {
      return;
    }
    List<String> overloads = Hierarchy.overloads(target.pattern(), type);
    Diagnostic.Builder diagnostic =
        Diagnostic.warning(
                DiagnosticCode.R021,
                "rule `"
                    + target.rule().name()
                    + "` matched class `"
                    + type.getName()
                    + "` but none of its methods")
            .at(target.place());
    if (overloads.isEmpty()) {
      diagnostic.note("it has no method `" + target.pattern().method() + "`");
    } else {
      diagnostic
          .note("it has `" + String.join("`, `", overloads) + "`")
          .help("write `" + target.pattern().method() + "(..)` to match any parameters");
    }
    report.refused(diagnostic.build());
  }

  private static AsmVisitorWrapper advice(int site, MethodBinding binding) {
    Class<?> entry = takesOneObject(binding.method) ? OneArgumentAdvice.class : CallAdvice.class;
    boolean substitutes = binding.batch != null || binding.future;
    return Advice.withCustomMapping()
        .bind(SiteId.class, site)
        .to(
            substitutes ? SubstitutingAdvice.class : entry,
            substitutes ? SubstitutingAdvice.class : CallAdvice.class)
        .on(ElementMatchers.is(binding.method));
  }

  private static boolean takesOneObject(MethodDescription method) {
    return method.getParameters().size() == 1
        && !method.getParameters().getOnly().getType().isPrimitive();
  }

  /** Weaves classes that are loaded already. */
  interface Loaded {

    /**
     * Sees to it that a class of this name, if it is loaded, is woven soon; called while another
     * class is being loaded.
     */
    void weaveAgain(String type);

    /** As {@link #weaveAgain}, for the loaded classes that implement or extend the type. */
    void weaveBelow(String type);
  }
}
