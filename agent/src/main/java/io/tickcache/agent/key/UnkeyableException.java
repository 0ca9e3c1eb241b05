package io.tickcache.agent.key;

import io.tickcache.rules.DiagnosticCode;
import org.jspecify.annotations.Nullable;

/**
 * A method, or one call of it, has no key by its rule; the message and the help are for the
 * operator.
 */
public final class UnkeyableException extends Exception {

  private static final long serialVersionUID = 1;

  private final DiagnosticCode code;
  private final @Nullable String help;

  public UnkeyableException(DiagnosticCode code, String message, @Nullable String help) {
    super(message, null, false, false);
    this.code = code;
    this.help = help;
  }

  /** The kind of mistake in the rule. */
  public DiagnosticCode code() {
    return code;
  }

  /** How to mend the rule, where that can be said. */
  public @Nullable String help() {
    return help;
  }
}
