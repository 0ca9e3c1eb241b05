package io.tickcache.rules;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a method that returns nothing hands out its answer: by calling a method of one of its
 * arguments.
 */
public final class Callback extends Value {
  private final int argument;
  private final String success;
  private final int value;
  private final @Nullable String failure;
  private final @Nullable ValuePath executor;

  private Callback(
      int argument,
      String success,
      int value,
      @Nullable String failure,
      @Nullable ValuePath executor) {
    this.argument = argument;
    this.success = success;
    this.value = value;
    this.failure = failure;
    this.executor = executor;
  }

  /**
   * A callback as a rule describes it.
   *
   * @param argument the callback's position among the arguments, from 0
   * @param success its method that takes an answer
   * @param value the answer's position among that method's parameters, from 0
   * @param failure its method that hears that there will be none, if it has one
   * @param executor the path to what hits are called on; null for the thread of the call
   */
  public static Callback of(
      int argument,
      String success,
      int value,
      @Nullable String failure,
      @Nullable ValuePath executor) {
    return new Callback(argument, success, value, failure, executor);
  }

  public int argument() {
    return argument;
  }

  public String success() {
    return success;
  }

  public int value() {
    return value;
  }

  public @Nullable String failure() {
    return failure;
  }

  /** The path to what hits are called on; null for the thread of the call. */
  public @Nullable ValuePath executor() {
    return executor;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(argument, success, value, failure, executor);
  }

  @Override
  public String toString() {
    return "arg" + argument + "#" + success;
  }
}
