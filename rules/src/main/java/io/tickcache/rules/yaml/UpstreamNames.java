package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;

/** The name of an upstream that the file tells of. */
final class UpstreamNames extends Kind<String> {
  private final Upstreams upstreams;

  UpstreamNames(Upstreams upstreams) {
    this.upstreams = upstreams;
  }

  @Override
  String read(Scalar scalar) throws Unfit {
    if (upstreams.has(scalar.text())) {
      return scalar.text();
    }
    throw new Unfit(
        DiagnosticCode.R008,
        "there is no upstream " + scalar.shown(),
        scalar.isAsWritten() ? upstreams.help(scalar.text()) : null);
  }
}
