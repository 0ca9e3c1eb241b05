package io.tickcache.agent.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Whether somebody sits there, and what he types. */
final class Terminal {

  private static final long LOOK_MILLIS = 50;

  private final boolean present;

  private Terminal(boolean present) {
    this.present = present;
  }

  /** That of this process. Since Java 22 there is a console without one, too, which says so. */
  @SuppressWarnings("SystemConsoleNull") // it is asked below
  static Terminal own() {
    Console console = System.console();
    try {
      return new Terminal(
          console != null && (Boolean) Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException before22) {
      return new Terminal(console != null);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  boolean isPresent() {
    return present;
  }

  /** Has each key come at once; null where it can't, and keys come with Enter as ever. */
  @Nullable KeyByKey keyByKey() {
    return present ? KeyByKey.begin(KeyByKey.Stty.TOOL) : null;
  }

  /** Waits; true if {@code q} was typed, or the thread was interrupted. */
  boolean endsWithin(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      while (System.nanoTime() - end < 0) {
        if (present && isQuit()) {
          return true;
        }
        Thread.sleep(Math.min(LOOK_MILLIS, millis));
      }
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static boolean isQuit() {
    try {
      while (System.in.available() > 0) {
        int typed = System.in.read();
        if (typed == 'q' || typed == 'Q') {
          return true;
        }
      }
      return false;
    } catch (IOException closed) {
      return true;
    }
  }
}
