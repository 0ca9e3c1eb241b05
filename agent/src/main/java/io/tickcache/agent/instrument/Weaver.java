package io.tickcache.agent.instrument;

import io.tickcache.agent.log.Log;
import io.tickcache.agent.privilege.Privileges;
import io.tickcache.rules.RuleSet;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent's place in the loading of classes. Most classes it lets pass by their name and bytes
 * alone; the first that a rule may concern brings in Byte Buddy. A class that can't be woven stays
 * as it is. Thread-safe.
 */
public final class Weaver implements ClassFileTransformer, TargetFinder.Again {

  private final Instrumentation instrumentation;
  private final Interest interest;
  private final CallSites sites;
  private final BindingReport report;
  private final Executor background;
  private final Log log;
  private volatile @Nullable ClassWeaver classWeaver;

  public Weaver(
      Instrumentation instrumentation,
      RuleSet rules,
      CallSites sites,
      BindingReport report,
      Executor background,
      Log log) {
    this.instrumentation = instrumentation;
    this.interest = new Interest(rules);
    this.sites = sites;
    this.report = report;
    this.background = background;
    this.log = log;
  }

  /**
   * From now on classes are woven as they are loaded; those that are loaded already are woven now.
   */
  public void install() {
    instrumentation.addTransformer(this, true);
    List<Class<?>> candidates = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isApplications(type.getClassLoader())
          && interest.in(type)
          && instrumentation.isModifiableClass(type)) {
        candidates.add(type);
      }
    }
    retransform(candidates);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (internalName == null || loader == null || !isApplications(loader)) {
      return null;
    }
    try {
      String name = internalName.replace('/', '.');
      return interest.in(redefined) || interest.in(name, bytes) ? weave(loader, name, bytes) : null;
    } catch (Throwable failure) {
      log.failure(
          "could not weave " + internalName.replace('/', '.') + ", it runs unchanged", failure);
      return null;
    }
  }

  /** Apart from the class that needs this one, whose permissions don't matter here. */
  private byte @Nullable [] weave(ClassLoader loader, String name, byte[] bytes) {
    return Privileges.<byte @Nullable []>apart(
        new Supplier<byte @Nullable []>() {
          @Override
          public byte @Nullable [] get() {
            return classWeaver().weave(loader, name, bytes);
          }
        });
  }

  @Override
  public void lookAt(String type) {
    weaveSoon(type, false);
  }

  @Override
  public void lookBelow(String type) {
    weaveSoon(type, true);
  }

  /** Tells of lambdas and other hidden classes that rules mean: no JVM lets them be woven. */
  public void tellHidden() {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().indexOf('/') >= 0 && isApplications(type.getClassLoader())) {
        for (Target target : interest.targetsOf(type)) {
          report.hidden(target, type);
        }
      }
    }
  }

  private void weaveSoon(String type, boolean below) {
    background.execute(
        new Runnable() {
          @Override
          public void run() {
            List<Class<?>> found = new ArrayList<>();
            for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
              boolean meant = below ? isOrExtends(loaded, type) : loaded.getName().equals(type);
              if (meant
                  && isApplications(loaded.getClassLoader())
                  && instrumentation.isModifiableClass(loaded)) {
                found.add(loaded);
              }
            }
            retransform(found);
          }
        });
  }

  private static boolean isOrExtends(@Nullable Class<?> type, String name) {
    if (type == null || type.getName().equals(name)) {
      return type != null;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (isOrExtends(parent, name)) {
        return true;
      }
    }
    return isOrExtends(type.getSuperclass(), name);
  }

  private static boolean isApplications(@Nullable ClassLoader loader) {
    return loader != null && loader != Weaver.class.getClassLoader() && !isJdks(loader);
  }

  private static boolean isJdks(ClassLoader loader) {
    String type = loader.getClass().getName();
    return type.equals("jdk.internal.loader.ClassLoaders$PlatformClassLoader")
        || type.equals("sun.misc.Launcher$ExtClassLoader")
        || type.equals("sun.reflect.DelegatingClassLoader")
        || type.equals("jdk.internal.reflect.DelegatingClassLoader");
  }

  private ClassWeaver classWeaver() {
    ClassWeaver present = classWeaver;
    if (present == null) {
      present = new ClassWeaver(new TargetFinder(interest, report, this), sites);
      classWeaver = present;
    }
    return present;
  }

  /** In one batch, because each one stops the world; singly where one of them spoils the batch. */
  private void retransform(List<Class<?>> classes) {
    if (classes.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | LinkageError failure) {
      if (classes.size() == 1) {
        log.failure("could not weave " + classes.get(0).getName(), failure);
        return;
      }
      for (Class<?> type : classes) {
        retransform(Collections.<Class<?>>singletonList(type));
      }
    }
  }
}
