package io.tickcache.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider that counts the calls of all processes together, and what it allows. Immutable. */
public final class Upstream extends Value {
  private static final Duration USUAL_WAIT = Duration.ofMillis(250);

  private final String name;
  private final List<Allowance> budget;
  private final Duration waitLimit;

  /**
   * @param budget what holds at the same time, each for a period of its own; one at least
   * @param waitLimit the longest that a call waits for its turn; zero for not at all
   */
  public Upstream(String name, List<Allowance> budget, Duration waitLimit) {
    this.name = name;
    this.budget = Collections.unmodifiableList(new ArrayList<>(budget));
    this.waitLimit = waitLimit;
  }

  /** One whose calls wait as long as they do where a rules file says nothing of that. */
  public Upstream(String name, List<Allowance> budget) {
    this(name, budget, USUAL_WAIT);
  }

  public String name() {
    return name;
  }

  /** What holds at the same time, each for a period of its own. */
  public List<Allowance> budget() {
    return budget;
  }

  /** The longest that a call waits for its turn before it is made all the same. */
  public Duration waitLimit() {
    return waitLimit;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(name, budget, waitLimit);
  }
}
