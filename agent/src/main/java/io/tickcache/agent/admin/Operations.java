package io.tickcache.agent.admin;

import io.tickcache.rules.Mode;

/**
 * What operators have the agent do while it is at work. Each is over when it returns, which may
 * take as long as weaving the application's classes does. Thread-safe.
 */
public interface Operations {

  /** Reads the file of the rules in force, and puts what it says in their place. */
  Result reload();

  /** Puts the rules back that were in force before these; the next time it is these again. */
  Result rollBack();

  /** Has a rule in another mode until the file says something else or is read again. */
  Result switchMode(String rule, Mode mode);

  /** Whether it was done, and what was said of it. Immutable. */
  final class Result {
    private final boolean done;
    private final String text;

    public Result(boolean done, String text) {
      this.done = done;
      this.text = text;
    }

    /** False if all is as it was. */
    public boolean done() {
      return done;
    }

    /** The lines of the log, diagnostics among them. */
    public String text() {
      return text;
    }
  }
}
