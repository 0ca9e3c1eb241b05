package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;

/** The name of a cache that rules share. */
final class CacheNames extends Kind<String> {
  @Override
  String read(Scalar scalar) throws Unfit {
    if (NamePattern.fits(scalar.text())) {
      return scalar.text();
    }
    String near = NamePattern.near(scalar.text());
    throw new Unfit(
        DiagnosticCode.R010,
        scalar.shown() + " is not a name of a cache",
        near == null ? null : "did you mean `" + near + "`?");
  }
}
