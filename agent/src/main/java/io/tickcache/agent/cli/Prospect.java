package io.tickcache.agent.cli;

import io.tickcache.agent.codec.Outlook;
import io.tickcache.agent.dispatch.AnswerCodec;
import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import org.jspecify.annotations.Nullable;

/** One method that a rule would answer, and what is to be expected of its answers. Immutable. */
final class Prospect {

  private final BoundMethod method;
  private final @Nullable Outlook outlook;
  private final boolean isSynchronized;
  private final String unknown;

  private Prospect(
      BoundMethod method, @Nullable Outlook outlook, boolean isSynchronized, String unknown) {
    this.method = method;
    this.outlook = outlook;
    this.isSynchronized = isSynchronized;
    this.unknown = unknown;
  }

  static Prospect of(Rule rule, BoundMethod method) {
    if (rule.mode() == Mode.GUARD) {
      return new Prospect(method, null, false, "nothing is kept");
    }
    try {
      return new Prospect(
          method, AnswerCodec.outlook(rule, method), AnswerCodec.isSynchronized(method), "");
    } catch (ClassNotFoundException | RuntimeException | LinkageError failure) {
      // A class that the answers are made of is missing or broken on this class path.
      return new Prospect(method, null, false, "can't be told: " + why(failure));
    }
  }

  private static String why(Throwable failure) {
    return failure instanceof NoClassDefFoundError
        ? "class `" + String.valueOf(failure.getMessage()).replace('/', '.') + "` is missing"
        : failure.toString();
  }

  BoundMethod method() {
    return method;
  }

  /** What is to be expected, or null where classes are missing that would tell. */
  @Nullable Outlook outlook() {
    return outlook;
  }

  /** Whether its callers wait for each other, also for hits. */
  boolean isSynchronized() {
    return isSynchronized;
  }

  /** Why nothing is known, in words. */
  String unknown() {
    return unknown;
  }
}
