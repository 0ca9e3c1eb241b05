package io.tickcache.bootstrap;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent. It finds the agent's own jar, opens a class loader on it that the
 * application can't see, and hands over. Whatever goes wrong, the application starts.
 */
public final class Launcher {

  private static final String AGENT = "io.tickcache.agent.Agent";
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
    if (started || "false".equals(System.getProperty("tickcache.enabled"))) {
      return;
    }
    started = true;
    Thread thread = Thread.currentThread();
    ClassLoader applications = thread.getContextClassLoader();
    try {
      File jar = ownJar();
      ClassLoader loader = AgentLoader.open(jar);
      thread.setContextClassLoader(loader);
      loader
          .loadClass(AGENT)
          .getMethod("start", String.class, Instrumentation.class, File.class)
          .invoke(null, argument, instrumentation, jar);
    } catch (InvocationTargetException failure) {
      report(failure.getCause());
    } catch (Throwable failure) {
      report(failure);
    } finally {
      thread.setContextClassLoader(applications);
    }
  }

  private static File ownJar() throws Exception {
    CodeSource source = Launcher.class.getProtectionDomain().getCodeSource();
    if (source != null && source.getLocation() != null) {
      return new File(source.getLocation().toURI());
    }
    // A system class loader of the application's own need not say where classes come from.
    String name = Launcher.class.getName().replace('.', '/') + ".class";
    String url = String.valueOf(ClassLoader.getSystemResource(name));
    return new File(new URI(url.replaceFirst("^jar:(.*)!/.*$", "$1")));
  }

  private static void report(@Nullable Throwable failure) {
    System.err.println("tickcache: the agent is off, the application runs without it: " + failure);
  }
}
