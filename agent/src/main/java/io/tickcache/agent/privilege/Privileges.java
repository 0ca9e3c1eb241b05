package io.tickcache.agent.privilege;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own permissions. Under a security manager, what it does on a thread of the
 * application's is allowed only what the application is allowed, unless it is done through here;
 * code of the application's that is called within is held to its own permissions as ever. Java 24
 * and newer have no security manager, and may lose what is named here.
 */
public final class Privileges {

  private static final boolean KNOWN = javaVersion() < 24;

  private Privileges() {}

  /**
   * Whether there is a security manager now. An application may bring one in at any time. Costs
   * next to nothing.
   */
  public static boolean matter() {
    return KNOWN && System.getSecurityManager() != null;
  }

  /** Does it with the agent's permissions where they matter. */
  public static void run(Runnable task) {
    if (matter()) {
      apart(
          new Supplier<@Nullable Void>() {
            @Override
            public @Nullable Void get() {
              task.run();
              return null;
            }
          });
    } else {
      task.run();
    }
  }

  /**
   * Does it with the agent's permissions, and apart from the caller's access control context in any
   * case: a thread that is made keeps the one it is made in, with the class loaders behind it.
   */
  public static <T extends @Nullable Object> T apart(Supplier<T> task) {
    return KNOWN ? AccessController.doPrivileged(new Action<>(task)) : task.get();
  }

  private static int javaVersion() {
    String version = System.getProperty("java.specification.version", "1.8");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  private static final class Action<T extends @Nullable Object> implements PrivilegedAction<T> {
    private final Supplier<T> task;

    private Action(Supplier<T> task) {
      this.task = task;
    }

    @Override
    public T run() {
      return task.get();
    }
  }
}
