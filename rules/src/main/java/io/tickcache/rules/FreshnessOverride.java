package io.tickcache.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds for some symbols, or at some hours, in place of what the rule says. Immutable. */
public final class FreshnessOverride extends Value {
  private final @Nullable List<SymbolPattern> symbols;
  private final @Nullable Hours hours;
  private final Freshness freshness;

  private FreshnessOverride(
      @Nullable List<SymbolPattern> symbols, @Nullable Hours hours, Freshness freshness) {
    this.symbols = symbols;
    this.hours = hours;
    this.freshness = freshness;
  }

  /**
   * Says what holds instead.
   *
   * @param symbols null for every symbol
   * @param hours null for any time
   */
  public static FreshnessOverride of(
      @Nullable List<SymbolPattern> symbols, @Nullable Hours hours, Freshness freshness) {
    return new FreshnessOverride(
        symbols == null ? null : Collections.unmodifiableList(new ArrayList<>(symbols)),
        hours,
        freshness);
  }

  /** Whether it is for this symbol, at its hours. */
  public boolean isFor(String symbol) {
    if (symbols == null) {
      return true;
    }
    for (SymbolPattern pattern : symbols) {
      if (pattern.matches(symbol)) {
        return true;
      }
    }
    return false;
  }

  /** When it is in force; null for any time. */
  public @Nullable Hours hours() {
    return hours;
  }

  public Freshness freshness() {
    return freshness;
  }

  /** The same for symbols whose letters are kept this way. */
  public FreshnessOverride in(SymbolCase symbolCase) {
    if (symbols == null) {
      return this;
    }
    List<SymbolPattern> same = new ArrayList<>();
    for (SymbolPattern pattern : symbols) {
      same.add(pattern.in(symbolCase));
    }
    return of(same, hours, freshness);
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(symbols, hours, freshness);
  }

  @Override
  public String toString() {
    return (symbols == null ? "" : symbols + " ") + (hours == null ? "" : hours + " ") + freshness;
  }
}
