package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;

/** What stands between symbols in a text. */
final class Separators extends Kind<String> {
  @Override
  String read(Scalar scalar) throws Unfit {
    if (scalar.text().isEmpty()) {
      throw new Unfit(
          DiagnosticCode.R008, "a separator is at least one character", "write `separator: ','`");
    }
    return scalar.text();
  }
}
