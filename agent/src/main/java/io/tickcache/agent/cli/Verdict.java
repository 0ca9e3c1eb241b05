package io.tickcache.agent.cli;

import io.tickcache.rules.Mode;
import org.jspecify.annotations.Nullable;

/** What a rule should do next, and why. Immutable. */
final class Verdict {

  /** Null where it is to go on as it does. */
  final @Nullable Mode next;

  final String why;

  private Verdict(@Nullable Mode next, String why) {
    this.next = next;
    this.why = why;
  }

  static Verdict stay(String why) {
    return new Verdict(null, why);
  }

  static Verdict next(Mode mode, String why) {
    return new Verdict(mode, why);
  }
}
