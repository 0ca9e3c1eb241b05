package io.tickcache.bootstrap;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.security.AllPermission;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent. It finds the agent's own jar, opens a class loader on it that the
 * application can't see, and hands over. Whatever goes wrong, the application starts.
 */
public final class Launcher {

  private static final String COMMANDS = "io.tickcache.agent.cli.CommandLine";

  private static boolean started;

  private Launcher() {}

  /** Entered before the application's {@code main}. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation) {
    start(argument, instrumentation);
  }

  /** Entered when the agent is attached to a running JVM. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
    start(argument, instrumentation);
  }

  /** The command line of the agent's jar; exits with the status of the command. */
  public static void main(String[] arguments) throws Exception {
    File jar = ownJar();
    ClassLoader loader = AgentLoader.open(jar);
    Thread.currentThread().setContextClassLoader(loader);
    Object status =
        loader
            .loadClass(COMMANDS)
            .getMethod("run", String[].class)
            .invoke(null, (Object) arguments);
    System.exit((Integer) status);
  }

  private static synchronized void start(
      @Nullable String argument, Instrumentation instrumentation) {
    if (started) {
      return;
    }
    started = true;
    try {
      File jar = ownJar();
      SecurityManager manager = securityManager();
      if (manager != null && !trustsUs(manager)) {
        // What comes from there has all permissions, as whoever can name an agent has.
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
      }
      started = Ignition.start(argument, instrumentation, jar, manager != null);
    } catch (Throwable failure) {
      report(failure);
    }
  }

  private static @Nullable SecurityManager securityManager() {
    try {
      return System.getSecurityManager();
    } catch (NoSuchMethodError ofTheFuture) {
      return null;
    }
  }

  private static boolean trustsUs(SecurityManager manager) {
    try {
      manager.checkPermission(new AllPermission());
      return true;
    } catch (SecurityException distrust) {
      return false;
    }
  }

  private static File ownJar() throws Exception {
    try {
      return new File(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (SecurityException forbidden) {
      String address = String.valueOf(Launcher.class.getResource("Launcher.class"));
      return new File(new URI(address.substring("jar:".length(), address.lastIndexOf("!/"))));
    }
  }

  private static void report(Throwable failure) {
    System.err.println("tickcache: the agent is off, the application runs without it: " + failure);
  }
}
