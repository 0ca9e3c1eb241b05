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
  private final List<String> symbols;

  private WarmUp(List<String> symbols) {
    this.symbols = symbols;
  }

  /**
   * These, the first of them first.
   *
   * @param symbols as people write them
   */
  public static WarmUp of(List<String> symbols) {
    return new WarmUp(Collections.unmodifiableList(new ArrayList<>(symbols)));
  }

  /** The same in the form in which keys have symbols, each once. */
  WarmUp in(SymbolCase symbolCase) {
    Set<String> once = new LinkedHashSet<>();
    for (String symbol : symbols) {
      once.add(symbolCase.of(symbol));
    }
    return of(new ArrayList<>(once));
  }

  public List<String> symbols() {
    return symbols;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(symbols);
  }

  @Override
  public String toString() {
    return symbols.toString();
  }
}
