package io.tickcache.agent.key;

import org.jspecify.annotations.Nullable;

/**
 * A method, or one call of it, has no key by its rule; the message and the help are for the
 * operator.
 */
public final class UnkeyableException extends Exception {

  private final @Nullable String help;

  UnkeyableException(String message, @Nullable String help) {
    super(message, null, false, false);
    this.help = help;
  }

  /** How to mend the rule, where that can be said. */
  public @Nullable String help() {
    return help;
  }
}
