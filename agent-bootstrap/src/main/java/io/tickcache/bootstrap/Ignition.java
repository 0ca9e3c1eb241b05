package io.tickcache.bootstrap;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import org.jspecify.annotations.Nullable;

/**
 * Opens the agent's own class loader and hands over. Under a security manager it does so by its own
 * permissions alone, whoever stands below it on the stack; those it has from the policy, or from
 * the bootstrap class path where the policy gives it none.
 */
public final class Ignition implements PrivilegedExceptionAction<Boolean> {

  private static final String ASKS_FOR_SQL = "io.tickcache.rules.yaml.YamlTags";
  private static final String AGENT = "io.tickcache.agent.Agent";

  private final @Nullable String argument;
  private final Instrumentation instrumentation;
  private final File jar;

  private Ignition(@Nullable String argument, Instrumentation instrumentation, File jar) {
    this.argument = argument;
    this.instrumentation = instrumentation;
    this.jar = jar;
  }

  /**
   * Starts the agent.
   *
   * @param managed whether there is a security manager
   * @return whether it is to run at all
   * @throws Throwable as the agent threw it
   */
  public static boolean start(
      @Nullable String argument, Instrumentation instrumentation, File jar, boolean managed)
      throws Throwable {
    Ignition ignition = new Ignition(argument, instrumentation, jar);
    try {
      return managed ? AccessController.doPrivileged(ignition) : ignition.run();
    } catch (PrivilegedActionException | InvocationTargetException failure) {
      Throwable cause = failure;
      while (cause.getCause() != null && isWrapper(cause)) {
        cause = cause.getCause();
      }
      throw cause;
    }
  }

  @Override
  public Boolean run() throws Exception {
    if ("false".equals(System.getProperty("tickcache.enabled"))) {
      return false;
    }
    Thread thread = Thread.currentThread();
    ClassLoader applications = thread.getContextClassLoader();
    try {
      AgentLoader loader = AgentLoader.open(jar);
      thread.setContextClassLoader(loader);
      loader.withhold("java.sql.");
      Class.forName(ASKS_FOR_SQL, true, loader);
      loader.withhold(null);
      loader
          .loadClass(AGENT)
          .getMethod("start", String.class, Instrumentation.class, File.class)
          .invoke(null, argument, instrumentation, jar);
      return true;
    } finally {
      thread.setContextClassLoader(applications);
    }
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof PrivilegedActionException
        || failure instanceof InvocationTargetException;
  }
}
