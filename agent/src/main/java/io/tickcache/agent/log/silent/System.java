package io.tickcache.agent.log.silent;

import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@code java.lang.System} in Caffeine 3, which would ask the application's logging
 * for a logger. It has what Caffeine calls.
 */
@SuppressWarnings("JavaLangClash") // its name is the point of it
public final class System {

  private System() {}

  public static Logger getLogger(String name) {
    return Logger.SILENT;
  }

  public static long nanoTime() {
    return java.lang.System.nanoTime();
  }

  public static int identityHashCode(@Nullable Object object) {
    return java.lang.System.identityHashCode(object);
  }

  /** A logger that says nothing. */
  public interface Logger {

    Logger SILENT = new Logger() {};

    default void log(Level level, @Nullable String message) {}

    default void log(Level level, @Nullable String message, @Nullable Throwable failure) {}

    /** The levels that Caffeine names. */
    enum Level {
      ERROR,
      WARNING
    }
  }
}
