package io.tickcache.agent.instrument;

import java.util.Collection;
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
import net.bytebuddy.jar.asm.ClassTooLargeException;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one class: inlines the advice into the methods that are bound. The class keeps its schema,
 * so that it can be woven again after it is loaded. Thread-safe. Loading this class loads Byte
 * Buddy.
 */
final class ClassWeaver {

  private final TargetFinder finder;
  private final CallSites sites;
  private final ByteBuddy byteBuddy =
      new ByteBuddy()
          .with(TypeValidation.DISABLED)
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
          .with(InstrumentedType.Factory.Default.FROZEN)
          .with(Implementation.Context.Disabled.Factory.INSTANCE)
          .ignore(ElementMatchers.none());

  ClassWeaver(TargetFinder finder, CallSites sites) {
    this.finder = finder;
    this.sites = sites;
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
    Collection<MethodBinding> bindings = finder.bind(type);
    for (; ; ) {
      try {
        return woven(loader, type, locator, bindings);
      } catch (MethodTooLargeException tooLarge) {
        finder.giveUp(bindings, tooLarge.getMethodName(), tooLarge.getDescriptor());
      } catch (ClassTooLargeException tooLarge) {
        finder.giveUp(bindings);
      }
    }
  }

  private byte @Nullable [] woven(
      ClassLoader loader,
      TypeDescription type,
      ClassFileLocator locator,
      Collection<MethodBinding> bindings) {
    DynamicType.Builder<?> builder = null;
    for (MethodBinding binding : bindings) {
      if (!binding.isEmpty()) {
        builder = builder == null ? byteBuddy.decorate(type, locator) : builder;
        builder = builder.visit(advice(binding.method, binding.boundIn(loader)));
      }
    }
    return builder == null ? null : builder.make().getBytes();
  }

  private AsmVisitorWrapper advice(MethodDescription method, BoundMethod bound) {
    Class<?> entry = takesOneObject(method) ? OneArgumentAdvice.class : CallAdvice.class;
    boolean substitutes = bound.substitutes();
    return Advice.withCustomMapping()
        .bind(SiteId.class, sites.open(bound))
        .to(
            substitutes ? SubstitutingAdvice.class : entry,
            substitutes ? SubstitutingAdvice.class : CallAdvice.class)
        .on(ElementMatchers.is(method));
  }

  private static boolean takesOneObject(MethodDescription method) {
    return method.getParameters().size() == 1
        && !method.getParameters().getOnly().getType().isPrimitive();
  }
}
