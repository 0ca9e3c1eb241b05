package io.tickcache.rules;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names symbols, or other texts; {@code *} stands for any run of characters. Immutable. */
public final class SymbolPattern extends Value {
  private final String text;

  private SymbolPattern(String text) {
    this.text = text;
  }

  public static SymbolPattern of(String text) {
    return new SymbolPattern(text);
  }

  /**
   * Whether the whole symbol fits. Walks both once; where they part, the latest star takes one
   * character more, so the cost is bounded by the product of the lengths.
   */
  public boolean matches(String symbol) {
    int at = 0;
    int star = -1;
    int taken = 0;
    for (int i = 0; i < symbol.length(); ) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        taken = i;
      } else if (at < text.length() && text.charAt(at) == symbol.charAt(i)) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++taken;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  /** The same for symbols whose letters are kept this way. */
  public SymbolPattern in(SymbolCase symbolCase) {
    return of(symbolCase.of(text));
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
