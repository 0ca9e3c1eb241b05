package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;

/** The version of the file's format: only 1 so far. */
final class Version extends Kind<Integer> {
  @Override
  Integer read(Scalar scalar) throws Unfit {
    if (scalar.text().equals("1")) {
      return 1;
    }
    throw new Unfit(
        DiagnosticCode.R003, "version " + scalar.shown() + " is not known", "write `version: 1`");
  }
}
