package io.tickcache.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which symbols a process has ready at start. Immutable. */
public final class WarmUp extends Value {
  /** The most symbols of which a namespace says how often they are asked for. */
  public static final int MOST_KNOWN = 4_000;

  private final List<String> symbols;
  private final int hottest;

  private WarmUp(List<String> symbols, int hottest) {
    this.symbols = symbols;
    this.hottest = hottest;
  }

  /**
   * These, the first of them first.
   *
   * @param symbols as people write them
   */
  public static WarmUp of(List<String> symbols) {
    return new WarmUp(Collections.unmodifiableList(new ArrayList<>(symbols)), 0);
  }

  /** As many of those that the processes of the namespace have asked for most. */
  public static WarmUp ofHottest(int number) {
    return new WarmUp(Collections.<String>emptyList(), number);
  }

  /** The same in the form in which keys have symbols, each once. */
  WarmUp in(SymbolCase symbolCase) {
    Set<String> once = new LinkedHashSet<>();
    for (String symbol : symbols) {
      once.add(symbolCase.of(symbol));
    }
    return new WarmUp(Collections.unmodifiableList(new ArrayList<>(once)), hottest);
  }

  /** Those that are named; none where {@link #hottest} says how many. */
  public List<String> symbols() {
    return symbols;
  }

  /** How many of the most asked; 0 where they are named. */
  public int hottest() {
    return hottest;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(symbols, hottest);
  }

  @Override
  public String toString() {
    return hottest == 0 ? symbols.toString() : "hot " + hottest;
  }
}
