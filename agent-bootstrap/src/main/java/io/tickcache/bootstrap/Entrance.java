package io.tickcache.bootstrap;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent. In the shipped jar this class has byte code of Java 6, so that a
 * JVM that is too old for the agent can run it: it says so, and the application starts. On every
 * other JVM it hands over to the {@link Launcher}.
 */
public final class Entrance {

  private static final int WRONG_USE = 2;

  private Entrance() {}

  /** Entered before the application's {@code main}. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation) {
    if (isRecentEnough("the agent is off, the application runs without it")) {
      Launcher.start(argument, instrumentation);
    }
  }

  /** Entered when the agent is attached to a running JVM. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
    if (isRecentEnough("the agent is off, the application runs without it")) {
      Launcher.obey(argument, instrumentation);
    }
  }

  /** The command line of the agent's jar; exits with the status of the command. */
  public static void main(String[] arguments) throws Exception {
    if (!isRecentEnough("run it with a newer java of this host")) {
      System.exit(WRONG_USE);
    }
    Launcher.run(arguments);
  }

  private static boolean isRecentEnough(String otherwise) {
    String version = System.getProperty("java.specification.version");
    if (version == null || !isTooOld(version)) {
      return true;
    }
    System.err.println(
        "tickcache: Java 8 or newer is needed, this is Java " + version + "; " + otherwise);
    return false;
  }

  static boolean isTooOld(String version) {
    return version.startsWith("1.") && version.length() == 3 && version.charAt(2) < '8';
  }
}
