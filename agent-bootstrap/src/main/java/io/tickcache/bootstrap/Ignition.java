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
public final class Ignition implements PrivilegedExceptionAction<@Nullable ClassLoader> {

  private static final String AGENT = "io.tickcache.agent.Agent";

  private final @Nullable ClassLoader atWork;
  private final String method;
  private final @Nullable String argument;
  private final Instrumentation instrumentation;
  private final File jar;

  private Ignition(
      @Nullable ClassLoader atWork,
      String method,
      @Nullable String argument,
      Instrumentation instrumentation,
      File jar) {
    this.atWork = atWork;
    this.method = method;
    this.argument = argument;
    this.instrumentation = instrumentation;
    this.jar = jar;
  }

  /**
   * Calls a method of the agent's.
   *
   * @param atWork the loader of the agent that is at work, or null
   * @param managed whether there is a security manager
   * @return the loader of the agent that is at work now, or null
   * @throws Throwable as the agent threw it
   */
  public static @Nullable ClassLoader enter(
      @Nullable ClassLoader atWork,
      String method,
      @Nullable String argument,
      Instrumentation instrumentation,
      File jar,
      boolean managed)
      throws Throwable {
    Ignition ignition = new Ignition(atWork, method, argument, instrumentation, jar);
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
  public @Nullable ClassLoader run() throws Exception {
    if (method.equals("start") && isUnwanted()) {
      return null;
    }
    Thread thread = Thread.currentThread();
    ClassLoader applications = thread.getContextClassLoader();
    try {
      return call(atWork == null ? AgentLoader.open(jar) : atWork, thread);
    } finally {
      thread.setContextClassLoader(applications);
    }
  }

  private static boolean isUnwanted() {
    return "false".equals(System.getProperty("tickcache.enabled")) || JdkTool.isRunning();
  }

  private @Nullable ClassLoader call(ClassLoader loader, Thread thread) throws Exception {
    thread.setContextClassLoader(loader);
    Object stays =
        loader
            .loadClass(AGENT)
            .getMethod(method, String.class, Instrumentation.class, File.class)
            .invoke(null, argument, instrumentation, jar);
    return (Boolean) stays ? loader : null;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof PrivilegedActionException
        || failure instanceof InvocationTargetException;
  }
}
