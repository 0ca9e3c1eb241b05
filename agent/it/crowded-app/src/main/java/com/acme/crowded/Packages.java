package com.acme.crowded;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;

/**
 * Which packages of the JDK's modules are open to whom, which Java 8 knows nothing of: to the
 * application, to another class loader of its own, and to everybody.
 */
final class Packages {

  private final List<String> lines;

  Packages(List<String> lines) {
    this.lines = lines;
  }

  void tell() {
    if (System.getProperty("java.specification.version").startsWith("1.")) {
      lines.add("package none, there are no modules");
      return;
    }
    try {
      tellModules();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void tellModules() throws ReflectiveOperationException {
    Class<?> module = Class.forName("java.lang.Module");
    Method packages = module.getMethod("getPackages");
    Method toAll = module.getMethod("isExported", String.class);
    Method openToAll = module.getMethod("isOpen", String.class);
    Method exported = module.getMethod("isExported", String.class, module);
    Method open = module.getMethod("isOpen", String.class, module);
    Object own = Class.class.getMethod("getModule").invoke(Packages.class);
    Object other =
        ClassLoader.class
            .getMethod("getUnnamedModule")
            .invoke(new URLClassLoader(new URL[0], Packages.class.getClassLoader()));
    for (Object each : modules()) {
      for (Object name : (Set<?>) packages.invoke(each)) {
        lines.add(
            "package "
                + each
                + " "
                + name
                + said(" exported", toAll.invoke(each, name))
                + said(" open", openToAll.invoke(each, name))
                + said(" exported here", exported.invoke(each, name, own))
                + said(" open here", open.invoke(each, name, own))
                + said(" exported there", exported.invoke(each, name, other))
                + said(" open there", open.invoke(each, name, other)));
      }
    }
  }

  private static Set<?> modules() throws ReflectiveOperationException {
    Class<?> layer = Class.forName("java.lang.ModuleLayer");
    return (Set<?>) layer.getMethod("modules").invoke(layer.getMethod("boot").invoke(null));
  }

  private static String said(String word, Object really) {
    return (Boolean) really ? word : "";
  }
}
