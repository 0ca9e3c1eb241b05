package io.tickcache.rules;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method whose normal return makes entries of a rule wrong, and may bring the newer answer. */
public final class InvalidateOn extends Value {
  private final MethodPattern method;
  private final @Nullable ValuePath symbol;
  private final @Nullable ValuePath value;
  private final @Nullable SourcePlace place;

  private InvalidateOn(
      MethodPattern method,
      @Nullable ValuePath symbol,
      @Nullable ValuePath value,
      @Nullable SourcePlace place) {
    this.method = method;
    this.symbol = symbol;
    this.value = value;
    this.place = place;
  }

  public static InvalidateOn of(
      MethodPattern method, @Nullable ValuePath symbol, @Nullable SourcePlace place) {
    return new InvalidateOn(method, symbol, null, place);
  }

  /** A method that brings the newer answer for its symbol. */
  public static InvalidateOn bringing(
      MethodPattern method, ValuePath symbol, ValuePath value, @Nullable SourcePlace place) {
    return new InvalidateOn(method, symbol, value, place);
  }

  public MethodPattern method() {
    return method;
  }

  /** The symbol to invalidate; null means the whole cache. */
  public @Nullable ValuePath symbol() {
    return symbol;
  }

  /** The newer answer; null where the method only says that there must be one. */
  public @Nullable ValuePath value() {
    return value;
  }

  /** The method's place in the file, or null if it has none. */
  public @Nullable SourcePlace place() {
    return place;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(method, symbol, value);
  }
}
