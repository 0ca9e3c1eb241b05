package io.tickcache.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider that counts the calls of all processes together, what it allows, and what it does
 * about calls beyond that. Immutable.
 */
public final class Upstream extends Value {
  private final String name;
  private final List<Allowance> budget;
  private final WhenExhausted whenExhausted;
  private final @Nullable BackOff backOff;
  private final double reserve;

  /**
   * @param budget what holds at the same time, each for a period of its own; none where calls are
   *     not counted
   * @param backOff when all calls are stopped; null for never
   */
  public Upstream(
      String name, List<Allowance> budget, WhenExhausted whenExhausted, @Nullable BackOff backOff) {
    this(name, budget, whenExhausted, backOff, 0);
  }

  private Upstream(
      String name,
      List<Allowance> budget,
      WhenExhausted whenExhausted,
      @Nullable BackOff backOff,
      double reserve) {
    this.name = name;
    this.budget = Collections.unmodifiableList(new ArrayList<>(budget));
    this.whenExhausted = whenExhausted;
    this.backOff = backOff;
    this.reserve = reserve;
  }

  /** One whose calls nothing stops. */
  public Upstream(String name, List<Allowance> budget, WhenExhausted whenExhausted) {
    this(name, budget, whenExhausted, null);
  }

  /** One whose calls do what they do where a rules file says nothing of that. */
  public Upstream(String name, List<Allowance> budget) {
    this(name, budget, WhenExhausted.STALE, null);
  }

  /** The same, where a percentage of each window is for the most important calls alone. */
  public Upstream reserving(double percent) {
    return new Upstream(name, budget, whenExhausted, backOff, percent / 100);
  }

  public String name() {
    return name;
  }

  /** What holds at the same time, each for a period of its own; none where nothing is counted. */
  public List<Allowance> budget() {
    return budget;
  }

  /** What becomes of a call that the budget has no room for. */
  public WhenExhausted whenExhausted() {
    return whenExhausted;
  }

  /** When all calls are stopped; null for never. */
  public @Nullable BackOff backOff() {
    return backOff;
  }

  /** The part of each window that is for the most important calls alone, from 0 to below 1. */
  public double reserve() {
    return reserve;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(name, budget, whenExhausted, backOff, reserve);
  }
}
