package io.tickcache.rules;

import org.jspecify.annotations.Nullable;

/** A method whose normal return makes entries of a rule wrong. */
public final class InvalidateOn {
  private final MethodPattern method;
  private final @Nullable ValuePath symbol;
  private final @Nullable SourcePlace place;

  private InvalidateOn(
      MethodPattern method, @Nullable ValuePath symbol, @Nullable SourcePlace place) {
    this.method = method;
    this.symbol = symbol;
    this.place = place;
  }

  public static InvalidateOn of(
      MethodPattern method, @Nullable ValuePath symbol, @Nullable SourcePlace place) {
    return new InvalidateOn(method, symbol, place);
  }

  public MethodPattern method() {
    return method;
  }

  /** The symbol to invalidate; null means the whole cache. */
  public @Nullable ValuePath symbol() {
    return symbol;
  }

  /** The method's place in the file, or null if it has none. */
  public @Nullable SourcePlace place() {
    return place;
  }
}
