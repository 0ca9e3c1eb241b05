package io.tickcache.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * Tells tools of the JDK from applications: where {@code JAVA_TOOL_OPTIONS} names the agent it is
 * started in {@code keytool} and {@code javac} too, whose output scripts read.
 */
final class JdkTool {

  /** An application all the same: {@code java Trader.java}. */
  private static final String SOURCE_LAUNCHER = "com.sun.tools.javac.launcher.";

  private static final String[] OF_JAVA_8 = {
    "com.sun.tools.", "com.sun.java.util.jar.", "com.sun.corba.", "sun.tools.",
        "sun.security.tools.",
    "sun.rmi.", "sun.jvm.hotspot.", "sun.applet.", "jdk.jfr.internal.tool.", "jdk.nashorn.tools."
  };

  private JdkTool() {}

  static boolean isRunning() {
    return is(System.getProperty("sun.java.command"), System.getProperty("jdk.module.main"));
  }

  /**
   * @param command the main class with its arguments, as the JVM knows it
   * @param module the module of the main class, on Java 9 and newer
   */
  static boolean is(@Nullable String command, @Nullable String module) {
    String main = command == null ? "" : command.substring(command.indexOf('/') + 1);
    if (main.startsWith(SOURCE_LAUNCHER)) {
      return false;
    }
    if (module != null) {
      return module.startsWith("jdk.") || module.startsWith("java.");
    }
    for (String tools : OF_JAVA_8) {
      if (main.startsWith(tools)) {
        return true;
      }
    }
    return false;
  }
}
