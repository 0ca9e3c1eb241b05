package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.ValuePath;

/** A path to a property of what a call failed with, such as {@code error.statusCode}. */
final class ErrorPaths extends Kind<ValuePath> {
  static final String START = "error.";

  @Override
  ValuePath read(Scalar scalar) throws Unfit {
    if (!scalar.text().startsWith(START)) {
      throw new Unfit(
          DiagnosticCode.R014,
          scalar.shown() + " does not start with `error`",
          "a path is `error`, then `.name` for each property to go through");
    }
    return Paths.parse(scalar);
  }
}
