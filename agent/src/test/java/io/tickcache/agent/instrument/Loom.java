package io.tickcache.agent.instrument;

import io.tickcache.agent.log.Log;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Loads classes as an application's class loader does while the agent is at work: each passes
 * through the weaver first. What would happen on the background thread waits until the test asks
 * for it. Confined to one thread.
 */
public final class Loom extends ClassLoader {

  private final Map<String, byte[]> files = new HashMap<>();
  private final Map<String, byte[]> woven = new HashMap<>();
  private final Map<String, Class<?>> loaded = new LinkedHashMap<>();
  private final List<Class<?>> wovenAgain = new ArrayList<>();
  private final List<Runnable> background = new ArrayList<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Log log = new Log(new PrintStream(said, true, StandardCharsets.UTF_8));
  private BindingReport report;
  private final Weaver weaver;
  private CallSites sites;
  private RuleSet rules;
  private RuntimeException retransformationFailure;
  private String unmodifiable = "";
  private boolean inPlace;

  public Loom(CallSites sites, Rule... rules) {
    this();
    change(sites, rules);
  }

  /** One that has no rules yet. */
  Loom() {
    super(Loom.class.getClassLoader());
    this.weaver = new Weaver(instrumentation(), background::add, log);
  }

  /** Takes these classes away from the parent: the loom loads its own. */
  public Loom holding(Class<?>... types) {
    for (Class<?> type : types) {
      files.put(type.getName(), bytesOf(type));
    }
    return this;
  }

  public Loom holding(String name, byte[] bytes) {
    files.put(name, bytes);
    return this;
  }

  /** The loom's own version of a class that it holds. */
  public Class<?> load(Class<?> type) {
    return load(type.getName());
  }

  public Class<?> load(String name) {
    try {
      return Class.forName(name, true, this);
    } catch (ClassNotFoundException absent) {
      throw new IllegalStateException(absent);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      return super.loadClass(name, resolve);
    }
    Class<?> type = loaded.get(name);
    if (type == null) {
      byte[] changed = transform(name, null, bytes);
      if (changed != null) {
        woven.put(name, changed);
      }
      byte[] used = changed == null ? bytes : changed;
      type = defineClass(name, used, 0, used.length);
      loaded.put(name, type);
    }
    return type;
  }

  /** What the weaver makes of a class file; null leaves it as it is. */
  byte[] transform(String name, Class<?> redefined, byte[] bytes) {
    return weaver.transform(this, name.replace('.', '/'), redefined, null, bytes);
  }

  /** The class file that the class was defined from, or null if the weaver left it as it was. */
  byte[] wovenFile(Class<?> type) {
    return woven.get(type.getName());
  }

  /** Weaves a loaded class once more, as another agent's retransformation would have it. */
  public void weaveAgain(Class<?> type) {
    transform(type.getName(), type, files.get(type.getName()));
  }

  /** Weaves by other rules from now on. */
  public void change(CallSites newSites, Rule... newRules) {
    take(newSites, newRules);
    install();
  }

  /** As {@link #change}, by rules that bind as those before. */
  public void resume(CallSites newSites, Rule... newRules) {
    BindingReport former = report;
    take(newSites, newRules);
    report.takeOver(former);
    weaver.resume(rules, sites, report);
  }

  /** Weaves by the rules that the weaver expects. */
  void begin(CallSites newSites, Rule... newRules) {
    take(newSites, newRules);
    weaver.begin(rules, sites, report);
  }

  private void take(CallSites newSites, Rule... newRules) {
    sites = newSites;
    rules = setOf(newRules);
    report = new BindingReport(rules, log);
  }

  public RuleSet rules() {
    return rules;
  }

  public static RuleSet setOf(Rule... rules) {
    return RuleSet.of("test.yaml", "0123456789ab", null, Arrays.asList(rules));
  }

  void install() {
    weaver.weave(rules, sites, report);
  }

  Weaver weaver() {
    return weaver;
  }

  /** Whether the JVM shows the weaver the classes that it loads. */
  boolean isInPlace() {
    return inPlace;
  }

  BindingReport report() {
    return report;
  }

  /** Does what was handed to the background thread. */
  public void runBackground() {
    while (!background.isEmpty()) {
      List<Runnable> due = new ArrayList<>(background);
      background.clear();
      due.forEach(Runnable::run);
    }
  }

  /** While this runs the JVM knows none of the classes yet. */
  void missing(Runnable action) {
    Map<String, Class<?>> known = new LinkedHashMap<>(loaded);
    loaded.clear();
    action.run();
    loaded.putAll(known);
  }

  void forgetWovenAgain() {
    wovenAgain.clear();
  }

  /** The names of the classes that were retransformed. */
  public List<String> wovenAgain() {
    List<String> names = new ArrayList<>();
    wovenAgain.forEach(type -> names.add(type.getName()));
    return names;
  }

  /** The classes of its own that it has loaded so far. */
  Set<String> loadedNames() {
    return loaded.keySet();
  }

  /** From now on a retransformation that this class takes part in fails as a whole. */
  void refuseRetransformationOf(Class<?> type, RuntimeException failure) {
    unmodifiable = type.getName();
    retransformationFailure = failure;
  }

  /** All that the agent told the operator. */
  public String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  static byte[] bytesOf(Class<?> type) {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Knows the classes that the loom has loaded; weaves them again, but can't redefine them. */
  private Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            Loom.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "addTransformer" -> place(true);
                  case "removeTransformer" -> place(false);
                  case "getAllLoadedClasses" -> loaded.values().toArray(new Class<?>[0]);
                  case "isModifiableClass" -> true;
                  case "retransformClasses" -> retransform((Class<?>[]) arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private boolean place(boolean added) {
    inPlace = added;
    return true;
  }

  private Object retransform(Class<?>[] types) throws IllegalClassFormatException {
    for (Class<?> type : types) {
      if (type.getName().equals(unmodifiable)) {
        throw retransformationFailure;
      }
    }
    ClassFileTransformer transformer = weaver;
    for (Class<?> type : types) {
      wovenAgain.add(type);
      byte[] bytes = files.get(type.getName());
      byte[] changed =
          transformer.transform(this, type.getName().replace('.', '/'), type, null, bytes);
      if (changed == null) {
        woven.remove(type.getName());
      } else {
        woven.put(type.getName(), changed);
      }
    }
    return null;
  }
}
