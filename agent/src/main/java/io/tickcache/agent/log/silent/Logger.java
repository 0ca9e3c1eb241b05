package io.tickcache.agent.log.silent;

import org.jspecify.annotations.Nullable;

/** A logger that says nothing, with the methods that libraries call. Thread-safe. */
public final class Logger {

  private final String name;

  private Logger(String name) {
    this.name = name;
  }

  public static Logger getLogger(String name) {
    return new Logger(name);
  }

  public String getName() {
    return name;
  }

  public boolean isLoggable(Level level) {
    return false;
  }

  public void log(LogRecord record) {}

  public void log(Level level, @Nullable String message) {}

  public void log(Level level, @Nullable String message, @Nullable Object argument) {}

  public void log(Level level, @Nullable String message, Object[] arguments) {}

  public void log(Level level, @Nullable String message, @Nullable Throwable failure) {}
}
