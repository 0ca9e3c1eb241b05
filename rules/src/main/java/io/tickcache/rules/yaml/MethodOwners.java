package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.SourcePlace;
import java.util.HashMap;
import java.util.Map;

/** Which rule claimed which method pattern first. */
final class MethodOwners {
  private final Map<MethodPattern, Claim> claims = new HashMap<>();

  /** Records a rule's claim, or reports that another rule came first. */
  void claim(String rule, MethodPattern method, YamlValue value) {
    Claim first = claims.get(method);
    if (first == null) {
      claims.put(method, new Claim(rule, value.place()));
      return;
    }
    value
        .reading()
        .report(
            Diagnostic.error(
                    DiagnosticCode.R011,
                    "rules `" + first.rule + "` and `" + rule + "` govern the same method")
                .at(value.place())
                .also(first.place, "first claimed here")
                .help("keep one of them"));
  }

  private static final class Claim {
    private final String rule;
    private final SourcePlace place;

    Claim(String rule, SourcePlace place) {
      this.rule = rule;
      this.place = place;
    }
  }
}
