package io.tickcache.agent.classes;

/**
 * Numbers that spread threads over places. Each call asks, so it takes neither a lock nor a call of
 * the application's. Thread-safe.
 */
public final class ThreadNumbers {

  /** Whether threads of a class number themselves. */
  private static final ByClass<Boolean> OWN =
      new ByClass<Boolean>() {
        @Override
        protected Boolean make(Class<?> type) {
          return numbersItself(type);
        }
      };

  private ThreadNumbers() {}

  /**
   * The number of a thread, always the same, which few others have. It is not its identity hash but
   * where nothing else is left: of an object whose monitor somebody has waited for, as {@link
   * Thread#join} does, only a native call finds that out, which takes longer than all of a hit.
   */
  public static int of(Thread thread) {
    Class<?> type = thread.getClass();
    return type == Thread.class || !OWN.of(type)
        ? (int) thread.getId()
        : System.identityHashCode(thread);
  }

  /**
   * To find one method the JVM looks at all of them, which takes classes that may be missing, or
   * closed to us by a security manager; such threads are taken for some that do.
   */
  private static boolean numbersItself(Class<?> type) {
    try {
      return type.getMethod("getId").getDeclaringClass() != Thread.class;
    } catch (NoSuchMethodException | LinkageError | SecurityException unknown) {
      return true;
    }
  }
}
