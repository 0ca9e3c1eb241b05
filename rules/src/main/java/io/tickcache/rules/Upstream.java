package io.tickcache.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider that counts the calls of all processes together, and what it allows. Immutable. */
public final class Upstream extends Value {
  private final String name;
  private final List<Allowance> budget;
  private final WhenExhausted whenExhausted;

  /**
   * @param budget what holds at the same time, each for a period of its own; one at least
   */
  public Upstream(String name, List<Allowance> budget, WhenExhausted whenExhausted) {
    this.name = name;
    this.budget = Collections.unmodifiableList(new ArrayList<>(budget));
    this.whenExhausted = whenExhausted;
  }

  /** One whose calls do what they do where a rules file says nothing of that. */
  public Upstream(String name, List<Allowance> budget) {
    this(name, budget, WhenExhausted.STALE);
  }

  public String name() {
    return name;
  }

  /** What holds at the same time, each for a period of its own. */
  public List<Allowance> budget() {
    return budget;
  }

  /** What becomes of a call that the budget has no room for. */
  public WhenExhausted whenExhausted() {
    return whenExhausted;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(name, budget, whenExhausted);
  }
}
