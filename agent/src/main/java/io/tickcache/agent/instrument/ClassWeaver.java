package io.tickcache.agent.instrument;

import java.util.Collection;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassTooLargeException;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one class: inlines the advice into the methods that are bound. The class keeps its schema,
 * so that it can be woven again after it is loaded. Thread-safe. Loading this class loads Byte
 * Buddy.
 */
final class ClassWeaver {

  private final TargetFinder finder;
  private final CallSites sites;
  private final ClassFileLocator adviceFiles =
      ClassFileLocator.ForClassLoader.of(ClassWeaver.class.getClassLoader());
  private final TypePool adviceTypes =
      new TypePool.Default.WithLazyResolution(
          new TypePool.CacheProvider.Simple(),
          adviceFiles,
          TypePool.Default.ReaderMode.FAST,
          TypePool.ClassLoading.ofBootLoader());

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
        return woven(loader, type, pool, bytes, bindings);
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
      TypePool pool,
      byte[] bytes,
      Collection<MethodBinding> bindings) {
    AsmVisitorWrapper.ForDeclaredMethods advices = null;
    for (MethodBinding binding : bindings) {
      if (!binding.isEmpty()) {
        advices = advices == null ? new AsmVisitorWrapper.ForDeclaredMethods() : advices;
        advices =
            advices.method(
                ElementMatchers.is(binding.method),
                advice(binding.method, binding.boundIn(loader)));
      }
    }
    return advices == null ? null : written(type, pool, bytes, advices);
  }

  /** The class file with all else in it as it was, as Byte Buddy's own decorator writes it. */
  private static byte[] written(
      TypeDescription type, TypePool pool, byte[] bytes, AsmVisitorWrapper advices) {
    ClassReader reader = OpenedClassReader.of(bytes);
    ClassWriter writer = new ClassWriter(reader, 0);
    ClassFileVersion version = ClassFileVersion.ofClassFile(bytes);
    reader.accept(
        advices.wrap(
            type,
            writer,
            Implementation.Context.Disabled.Factory.INSTANCE.make(
                type,
                new AuxiliaryType.NamingStrategy.SuffixingRandom("unused"),
                TypeInitializer.None.INSTANCE,
                version,
                version,
                version.isAtLeast(ClassFileVersion.JAVA_V6)
                    ? Implementation.Context.FrameGeneration.GENERATE
                    : Implementation.Context.FrameGeneration.DISABLED),
            pool,
            type.getDeclaredFields(),
            type.getDeclaredMethods(),
            0,
            0),
        0);
    return writer.toByteArray();
  }

  private Advice advice(MethodDescription method, BoundMethod bound) {
    boolean substitutes = bound.substitutes();
    boolean answers = substitutes || bound.recovers();
    return Advice.withCustomMapping()
        .bind(siteId(sites.open(bound)))
        .to(
            described(substitutes ? SubstitutingAdvice.class : entry(method)),
            described(answers ? SubstitutingAdvice.class : CallAdvice.class),
            adviceFiles);
  }

  /**
   * From its class file: to reflect on annotations takes a class for each kind of them. Classes of
   * the JDK that it refers to are described as they are loaded, for under a security manager their
   * files may be out of reach.
   */
  private TypeDescription described(Class<?> advice) {
    return adviceTypes.describe(advice.getName()).resolve();
  }

  /** As {@code bind} of a class and a number, without all the kinds of constants that it knows. */
  private static Advice.OffsetMapping.Factory<SiteId> siteId(int site) {
    return new Advice.OffsetMapping.ForStackManipulation.Factory<>(
        SiteId.class,
        IntegerConstant.forValue(site),
        TypeDescription.ForLoadedType.of(int.class).asGenericType());
  }

  /** A method of one object or of two, as most are, spares its calls the array of arguments. */
  private static Class<?> entry(MethodDescription method) {
    for (ParameterDescription parameter : method.getParameters()) {
      if (parameter.getType().isPrimitive()) {
        return CallAdvice.class;
      }
    }
    switch (method.getParameters().size()) {
      case 1:
        return OneArgumentAdvice.class;
      case 2:
        return TwoArgumentsAdvice.class;
      default:
        return CallAdvice.class;
    }
  }
}
