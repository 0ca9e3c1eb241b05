package io.tickcache.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Puts the gate's classes into {@code java.lang}, the one package that every class loader sees,
 * OSGi's and JBoss Modules' included. Appending to the bootstrap class path would do neither for
 * them nor without a warning of the JVM's. On Java 9 and newer the JDK's own {@code Unsafe} is
 * opened for that to the agent's class loader, and to nobody else.
 */
final class GateInstaller {

  private static final String PREFIX = "java.lang.Tickcache";
  private static final String[] NAMES = {"Served", "LoadTicket", "CallHandler", "CallGate"};

  private GateInstaller() {}

  /** Puts the gate in place where it isn't yet. Any number of threads may do it at a time. */
  static void install(Instrumentation instrumentation) {
    if (isInstalled()) {
      return;
    }
    try {
      define(instrumentation);
    } catch (ReflectiveOperationException | IOException failure) {
      throw new IllegalStateException("the gate could not be put in place", failure);
    }
  }

  private static boolean isInstalled() {
    return isThere(PREFIX + "CallGate");
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name, false, null);
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  private static void define(Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    Object unsafe = unsafe(instrumentation);
    Method define =
        unsafe
            .getClass()
            .getMethod(
                "defineClass",
                String.class,
                byte[].class,
                int.class,
                int.class,
                ClassLoader.class,
                ProtectionDomain.class);
    for (String name : NAMES) {
      byte[] bytes = bytes(PREFIX + name);
      try {
        define.invoke(unsafe, PREFIX + name, bytes, 0, bytes.length, null, null);
      } catch (InvocationTargetException refused) {
        if (!(refused.getCause() instanceof LinkageError) || !isThere(PREFIX + name)) {
          throw refused;
        }
        // Another thread was faster.
      }
    }
  }

  private static Object unsafe(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    if (System.getProperty("java.specification.version", "").startsWith("1.")) {
      Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return field.get(null);
    }
    openInternals(instrumentation);
    return Class.forName("jdk.internal.misc.Unsafe").getMethod("getUnsafe").invoke(null);
  }

  /** {@code Instrumentation.redefineModule}, which Java 8 doesn't know. */
  private static void openInternals(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    Class<?> module = Class.forName("java.lang.Module");
    Method getModule = Class.class.getMethod("getModule");
    Set<Object> agent = Collections.singleton(getModule.invoke(GateInstaller.class));
    Map<String, Set<Object>> exports = Collections.singletonMap("jdk.internal.misc", agent);
    Instrumentation.class
        .getMethod("redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class)
        .invoke(
            instrumentation,
            getModule.invoke(Object.class),
            Collections.emptySet(),
            exports,
            Collections.emptyMap(),
            Collections.emptySet(),
            Collections.emptyMap());
  }

  private static byte[] bytes(String name) throws IOException {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in = GateInstaller.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("no " + path + " in the agent's jar");
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    }
  }
}
