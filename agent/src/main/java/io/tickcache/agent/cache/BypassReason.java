package io.tickcache.agent.cache;

import java.util.Locale;

/** Why a call of a woven method went upstream without the cache. */
public enum BypassReason {
  /** The call is not one of those that the rule speaks of. */
  CONDITION,
  /** A null stood on the way to a part of the key. */
  NULL_KEY,
  /** The caller passed no callback that an answer could be handed to. */
  NO_CALLBACK,
  /** A part of the key has no value equality. */
  UNKEYABLE,
  /** The rule serves one receiver of a class, and this is another. */
  SECOND_RECEIVER,
  /** The receiver is not of the type that the rule names. */
  OTHER_TYPE,
  /** The call was made by a load of the same rule, on the same thread. */
  NESTED,
  /**
   * Another caller's load of the same key took longer than {@code wait}, or this one couldn't wait
   * for it.
   */
  WAIT,
  /** The caller was interrupted while it waited. */
  INTERRUPTED,
  /** Answers of this method can't be kept. */
  REFUSED,
  /** The agent failed. */
  FAULT;

  /** The name in meters and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
