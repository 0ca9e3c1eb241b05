package io.tickcache.agent.instrument;

import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.SourcePlace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Methods that a rule asks to be woven: to answer them, or to invalidate when they return.
 * Immutable.
 */
final class Target {

  private final Rule rule;
  private final @Nullable InvalidateOn invalidation;

  private Target(Rule rule, @Nullable InvalidateOn invalidation) {
    this.rule = rule;
    this.invalidation = invalidation;
  }

  static Target answering(Rule rule) {
    return new Target(rule, null);
  }

  static Target invalidating(Rule rule, InvalidateOn invalidation) {
    return new Target(rule, invalidation);
  }

  public Rule rule() {
    return rule;
  }

  /** What invalidates, or null where the rule answers the method. */
  public @Nullable InvalidateOn invalidation() {
    return invalidation;
  }

  /** Whether it stands for the same part of a rule of the same name. */
  boolean isAs(Target other) {
    return rule.name().equals(other.rule.name())
        && Objects.equals(invalidation, other.invalidation);
  }

  MethodPattern pattern() {
    return invalidation == null ? rule.method() : invalidation.method();
  }

  @Nullable SourcePlace place() {
    return invalidation == null ? rule.place() : invalidation.place();
  }
}
