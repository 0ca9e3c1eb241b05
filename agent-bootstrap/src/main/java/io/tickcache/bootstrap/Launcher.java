package io.tickcache.bootstrap;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.net.URL;
import java.security.AllPermission;
import java.security.CodeSource;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the agent comes in at all, finds its own jar, and hands over. Whatever goes
 * wrong, the application starts.
 */
final class Launcher {

  private static final String COMMANDS = "io.tickcache.agent.cli.CommandLine";

  /** Holds the agent while it is at work; without it, all of its classes can be unloaded. */
  private static @Nullable ClassLoader atWork;

  private static boolean trusted;

  private Launcher() {}

  /** Has the agent begin; {@code argument} is the path of the rules file. */
  static synchronized void start(@Nullable String argument, Instrumentation instrumentation) {
    if (atWork != null) {
      say("the agent is at work already; a second -javaagent is ignored");
      return;
    }
    enter("start", argument, instrumentation);
  }

  /** Has the agent do what it is told while the application runs. */
  static synchronized void obey(@Nullable String argument, Instrumentation instrumentation) {
    enter("obey", argument, instrumentation);
  }

  /** Runs a command of the agent's command line, and exits with its status. */
  static void run(String[] arguments) throws Exception {
    ClassLoader loader = AgentLoader.open(ownJar());
    Thread.currentThread().setContextClassLoader(loader);
    Object status =
        loader
            .loadClass(COMMANDS)
            .getMethod("run", String[].class)
            .invoke(null, (Object) arguments);
    System.exit((Integer) status);
  }

  private static void enter(
      String method, @Nullable String argument, Instrumentation instrumentation) {
    try {
      File jar = ownJar();
      SecurityManager manager = securityManager();
      if (manager != null && !trusted && !trustsUs(manager)) {
        // What comes from there has all permissions, as whoever can name an agent has.
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
        trusted = true;
      }
      atWork = Ignition.enter(atWork, method, argument, instrumentation, jar, manager != null);
    } catch (Throwable failure) {
      say(
          (atWork == null
                  ? "the agent is off, the application runs without it: "
                  : "the agent could not do what it was told: ")
              + (failure instanceof MisplacedJarException ? failure.getMessage() : failure));
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
    URL location = null;
    try {
      CodeSource source = Launcher.class.getProtectionDomain().getCodeSource();
      location = source == null ? null : source.getLocation();
    } catch (SecurityException forbidden) {
      location = null;
    }
    if (location == null) {
      // Nor need a system class loader of the application's own say where classes come from.
      String name = Launcher.class.getName().replace('.', '/') + ".class";
      String url = String.valueOf(ClassLoader.getSystemResource(name));
      location = new URI(url.replaceFirst("^jar:(.*)!/.*$", "$1")).toURL();
    }
    if (!"file".equals(location.getProtocol())) {
      throw new MisplacedJarException(location.toString());
    }
    return new File(location.toURI());
  }

  private static void say(String line) {
    System.err.println("tickcache: " + line);
  }
}
