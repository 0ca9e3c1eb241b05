package io.tickcache.agent.cli;

import io.tickcache.agent.Order;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * A JVM of this host that runs already, reached through the attach mechanism of the JDK that runs
 * the command line. Every failure is an {@link UnreachedException} that says how to mend it.
 */
final class RunningJvm {

  private static final String ATTACH_API = "com.sun.tools.attach.VirtualMachine";
  private static final String ADD_JDK = "run this command with the java of a JDK of this host";

  private final long pid;

  RunningJvm(long pid) {
    this.pid = pid;
  }

  /** The JVMs of this user but this one, a line for each: the process and what it runs. */
  static List<String> all() throws UnreachedException {
    List<String> lines = new ArrayList<>();
    Class<?> api = attachApi();
    String own = System.getProperty("sun.java.command", "");
    try {
      for (Object each : (List<?>) Objects.requireNonNull(api.getMethod("list").invoke(null))) {
        Object id = each.getClass().getMethod("id").invoke(each);
        String command = String.valueOf(each.getClass().getMethod("displayName").invoke(each));
        // A long command is cut off; its arguments are nobody's business.
        if (command.isEmpty() || !own.startsWith(command)) {
          lines.add(id + " " + command.split(" ", 2)[0]);
        }
      }
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
    return lines;
  }

  /**
   * Has the agent in the JVM do something, loading it there where it isn't at work yet.
   *
   * @param jar the agent's jar
   * @return the version of the JVM's Java: 8, 11, ...
   */
  int give(Order order, File jar) throws UnreachedException {
    Class<?> api = attachApi();
    Object machine = attach(api);
    try {
      int version = version(api, machine);
      load(api, machine, jar, order);
      return version;
    } finally {
      detach(api, machine);
    }
  }

  /** The attach API: a module of newer JDKs, a jar beside the JRE of Java 8. */
  private static Class<?> attachApi() throws UnreachedException {
    try {
      return Class.forName(ATTACH_API, true, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException notInThisJava) {
      return toolsJar();
    }
  }

  // The loader has to live as long as the command.
  @SuppressWarnings("resource")
  private static Class<?> toolsJar() throws UnreachedException {
    String home = System.getProperty("java.home");
    File tools = new File(new File(home).getParentFile(), "lib/tools.jar");
    try {
      return Class.forName(
          ATTACH_API, true, new URLClassLoader(new URL[] {tools.toURI().toURL()}, null));
    } catch (ClassNotFoundException | IOException noJdk) {
      throw new UnreachedException(
          "the Java in " + home + " can't attach to others", ADD_JDK, noJdk);
    }
  }

  private Object attach(Class<?> api) throws UnreachedException {
    try {
      return api.getMethod("attach", String.class).invoke(null, Long.toString(pid));
    } catch (InvocationTargetException failure) {
      throw notAttached(cause(failure));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private UnreachedException notAttached(Throwable failure) {
    String why = String.valueOf(failure.getMessage());
    if (!new File("/proc/self").exists() || new File("/proc/" + pid).exists()) {
      if (why.contains("not permitted") || why.contains("Permission denied")) {
        return new UnreachedException(
            "process " + pid + " belongs to another user",
            "run this command as that user, or as root",
            failure);
      }
      return new UnreachedException(
          "process " + pid + " doesn't answer: " + why,
          "see that it is a JVM (`jps -l`), of the same user as this command, that it is not"
              + " stopped, and that it was not started with -XX:+DisableAttachMechanism",
          failure);
    }
    return new UnreachedException(
        "there is no process " + pid, "`jps -l` lists the JVMs of this user", failure);
  }

  private static int version(Class<?> api, Object machine) throws UnreachedException {
    try {
      Properties properties = (Properties) api.getMethod("getSystemProperties").invoke(machine);
      String version = properties.getProperty("java.specification.version", "1.8");
      return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    } catch (ReflectiveOperationException failure) {
      throw new UnreachedException(
          "the process doesn't answer: " + cause(failure), ADD_JDK, failure);
    }
  }

  private static void load(Class<?> api, Object machine, File jar, Order order)
      throws UnreachedException {
    try {
      api.getMethod("loadAgent", String.class, String.class)
          .invoke(machine, jar.getAbsolutePath(), order.toString());
    } catch (InvocationTargetException failure) {
      if (!isMisread(cause(failure))) {
        throw notLoaded(cause(failure));
      }
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Between Java 8 and newer ones the tool takes the sign of success for a failure. */
  private static boolean isMisread(Throwable failure) {
    String message = failure.getMessage();
    return "0".equals(message) || String.valueOf(message).contains("Non-numeric value found");
  }

  private static UnreachedException notLoaded(Throwable failure) {
    if (String.valueOf(failure.getMessage()).contains("ynamic agent loading is not enabled")) {
      return new UnreachedException(
          "that JVM was started with -XX:-EnableDynamicAgentLoading",
          "start it with -javaagent, or without that option",
          failure);
    }
    return new UnreachedException(
        "that JVM could not load the agent: " + failure,
        "see its standard error; the agent's jar must be readable for its user",
        failure);
  }

  private static void detach(Class<?> api, Object machine) {
    try {
      api.getMethod("detach").invoke(machine);
    } catch (InvocationTargetException goneMeanwhile) {
      return;
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Throwable cause(ReflectiveOperationException failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }
}
