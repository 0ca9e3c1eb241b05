package io.tickcache.agent.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** A running process could not be reached, with what can be done about it. */
final class UnreachedException extends Exception {

  private static final long serialVersionUID = 1;

  private final String help;

  UnreachedException(String message, String help, @Nullable Throwable cause) {
    super(message, cause);
    this.help = help;
  }

  UnreachedException(String message, String help) {
    this(message, help, null);
  }

  /** Tells it, with the way to mend it, and returns the exit status. */
  int tell(PrintStream errors) {
    errors.println("error: " + getMessage());
    errors.println("  = help: " + help);
    return CommandLine.UNREACHED;
  }
}
