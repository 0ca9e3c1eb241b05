package io.tickcache.agent.instrument;

import io.tickcache.agent.log.Log;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.RuleSet;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The agent's place in the loading of classes. Most classes it lets pass by their name and bytes
 * alone; the first that a rule may concern brings in Byte Buddy. A class that can't be woven stays
 * as it is. Thread-safe.
 */
public final class Weaver implements ClassFileTransformer, TargetFinder.Again {

  private final Instrumentation instrumentation;
  private final Executor background;
  private final Log log;
  private final WovenClasses woven = new WovenClasses();

  /** Those of them that were woven while the rules changed, by the former ones. */
  private final WovenClasses outdated = new WovenClasses();

  private final Set<Class<?>> handled = new HashSet<>();
  private final Deque<Predicate<Class<?>>> due = new ArrayDeque<>();
  private volatile @Nullable Expectation expectation;
  private final AtomicReference<@Nullable Weaving> weaving = new AtomicReference<>();
  private volatile @Nullable Thread changing;
  private volatile @Nullable Lookout lookout;

  /**
   * @param background where classes are looked at that turn out later to be of interest
   */
  public Weaver(Instrumentation instrumentation, Executor background, Log log) {
    this.instrumentation = instrumentation;
    this.background = background;
    this.log = log;
  }

  /**
   * Lets classes pass while only the names are known that rules mention.
   *
   * @param firstSeen run when the application loads its first class; it must not block
   * @param needed run when a class is being loaded that the rules may mean, possibly by several
   *     threads at a time; it has the rules {@link #begin} before it returns, or {@link #stop}s
   * @return false if such a class is loaded already, which is for {@link #weave}
   */
  public synchronized boolean expect(
      List<MethodPattern> mentioned, Runnable firstSeen, Runnable needed) {
    Interest interest = new Interest(mentioned);
    expectation = new Expectation(interest, firstSeen, needed);
    instrumentation.addTransformer(this, true);
    if (loaded(interest).isEmpty()) {
      return true;
    }
    expectation = null;
    instrumentation.removeTransformer(this);
    return false;
  }

  /** Weaves by the rules that were expected; only the first call does anything. Never waits. */
  public void begin(RuleSet rules, CallSites sites, BindingReport report) {
    if (expectation != null) {
      weaving.compareAndSet(null, new Weaving(rules, sites, report, this));
      expectation = null;
    }
  }

  /**
   * From now on classes are woven by these rules as they are loaded; those that are loaded already
   * are woven before this returns. What was woven by other rules and is not meant by these is taken
   * back last, so that no method is without a handler in between.
   *
   * @return how many classes were loaded already
   */
  public synchronized int weave(RuleSet rules, CallSites sites, BindingReport report) {
    Weaving next = new Weaving(rules, sites, report, this);
    if (weaving.getAndSet(next) == null) {
      instrumentation.addTransformer(this, true);
    }
    changing = Thread.currentThread();
    try {
      retransform(loaded(next.interest()));
      for (Predicate<Class<?>> late = due.poll(); late != null; late = due.poll()) {
        retransform(loaded(late));
      }
      List<Class<?>> rest = loaded(woven);
      rest.removeAll(handled);
      retransform(rest);
      return handled.size();
    } finally {
      changing = null;
      handled.clear();
      due.clear();
    }
  }

  /**
   * As {@link #weave}, where the rules bind as those before: no class is touched, and what is woven
   * has the sites that it had.
   */
  public synchronized void resume(RuleSet rules, CallSites sites, BindingReport report) {
    Weaving former = weaving.get();
    if (former != null) {
      Weaving next = new Weaving(rules, sites, report, this);
      next.interest().learnFrom(former.interest());
      weaving.set(next);
    }
  }

  /**
   * Weaves what a rule may mean and holds no code of the agent's, or has it by other rules: a class
   * that was about to be loaded when the rules changed.
   */
  public synchronized void lookAgain() {
    Weaving current = weaving.get();
    if (current != null) {
      Set<Class<?>> missed = new LinkedHashSet<>(loaded(current.interest()));
      missed.removeAll(loaded(woven));
      missed.addAll(loaded(outdated));
      retransform(new ArrayList<>(missed));
    }
  }

  /** Takes all woven code back and weaves nothing more; what can't be taken back has no handler. */
  public synchronized void stop() {
    expectation = null;
    weaving.set(null);
    instrumentation.removeTransformer(this);
    retransform(loaded(woven));
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
      Lookout looking = lookout;
      if (looking != null) {
        looking.pass(name);
      }
      Weaving current = weaving(name, redefined, bytes);
      if (current == null) {
        return null;
      }
      byte[] changed = current.weave(loader, name, redefined, bytes);
      if (changed != null || redefined != null) {
        woven.note(loader, name, changed != null);
        outdated.note(loader, name, changed != null && weaving.get() != current);
      }
      return changed;
    } catch (Throwable failure) {
      log.failure(
          "could not weave " + internalName.replace('/', '.') + ", it runs unchanged", failure);
      return null;
    }
  }

  /** Those in force; or those that are expected, where they may mean the class. */
  private @Nullable Weaving weaving(String name, @Nullable Class<?> redefined, byte[] bytes) {
    Expectation expected = expectation;
    if (expected != null) {
      expected.pass(name, redefined, bytes);
    }
    return weaving.get();
  }

  @Override
  public void lookAt(String type) {
    soon(named(type));
  }

  private static Predicate<Class<?>> named(String name) {
    return new Predicate<Class<?>>() {
      @Override
      public boolean test(Class<?> loaded) {
        return loaded.getName().equals(name);
      }
    };
  }

  @Override
  public void lookBelow(String type) {
    soon(
        new Predicate<Class<?>>() {
          @Override
          public boolean test(Class<?> loaded) {
            return isOrExtends(loaded, type);
          }
        });
  }

  /** Tells of lambdas and other hidden classes that rules mean: no JVM lets them be woven. */
  public void tellHidden() {
    Weaving current = weaving.get();
    if (current == null) {
      return;
    }
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().indexOf('/') >= 0 && isApplications(type.getClassLoader())) {
        for (Target target : current.interest().targetsOf(type)) {
          current.report().hidden(target, type);
        }
      }
    }
  }

  /**
   * The classes of a name that applications have loaded, whichever loaders they are of; empty where
   * there are no others than before. To be asked again and again, for one name. Loads nothing.
   */
  public List<Class<?>> appearing(String name) {
    Lookout looking = lookout;
    if (looking == null || !looking.name().equals(name)) {
      looking = new Lookout(name);
      lookout = looking;
    }
    return looking.isDue() ? loaded(named(name)) : Collections.<Class<?>>emptyList();
  }

  /** Not while a class is being loaded; but where rules are changing, before that is through. */
  private void soon(Predicate<Class<?>> meant) {
    if (Thread.currentThread() == changing) {
      due.add(meant);
      return;
    }
    background.execute(
        new Runnable() {
          @Override
          public void run() {
            retransform(loaded(meant));
          }
        });
  }

  private List<Class<?>> loaded(Predicate<Class<?>> meant) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isApplications(type.getClassLoader())
          && meant.test(type)
          && instrumentation.isModifiableClass(type)) {
        found.add(type);
      }
    }
    return found;
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

  /** In one batch, because each one stops the world; singly where one of them spoils the batch. */
  private void retransform(List<Class<?>> classes) {
    if (classes.isEmpty()) {
      return;
    }
    if (Thread.currentThread() == changing) {
      handled.addAll(classes);
    }
    try {
      instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | LinkageError failure) {
      if (classes.size() == 1) {
        log.failure(
            (weaving.get() == null ? "could not weave back " : "could not weave ")
                + classes.get(0).getName(),
            failure);
        return;
      }
      for (Class<?> type : classes) {
        retransform(Collections.<Class<?>>singletonList(type));
      }
    }
  }
}
