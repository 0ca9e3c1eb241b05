package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.SymbolPattern;

/** A symbol, or several by a {@code *} for any run of characters. */
final class SymbolPatterns extends Kind<SymbolPattern> {
  @Override
  SymbolPattern read(Scalar scalar) throws Unfit {
    if (scalar.text().isEmpty()) {
      throw new Unfit(DiagnosticCode.R008, scalar.shown() + " names no symbol", null);
    }
    return SymbolPattern.of(scalar.text());
  }
}
