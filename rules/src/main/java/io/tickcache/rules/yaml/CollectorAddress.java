package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a collector takes meters by OTLP over HTTP. Empty text can only come from a reference, and
 * then means that there is none.
 */
final class CollectorAddress extends Kind<String> {
  private static final String HELP = "write `otlp: http://collector:4318/v1/metrics`";

  @Override
  String read(Scalar scalar) throws Unfit {
    String text = scalar.text();
    if (text.isEmpty()) {
      return text;
    }
    URI address = address(scalar);
    boolean http =
        "http".equalsIgnoreCase(address.getScheme())
            || "https".equalsIgnoreCase(address.getScheme());
    if (!http || address.getHost() == null || address.getPort() > 65_535) {
      throw unfit(scalar, " is not the address of a collector");
    }
    if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
      throw unfit(scalar, " has more than a host, a port and a path");
    }
    if (address.getRawPath().isEmpty() || address.getRawPath().equals("/")) {
      throw unfit(scalar, " has no path");
    }
    return text;
  }

  private static URI address(Scalar scalar) throws Unfit {
    try {
      return new URI(scalar.text());
    } catch (URISyntaxException e) {
      throw unfit(scalar, " is not the address of a collector");
    }
  }

  private static Unfit unfit(Scalar scalar, String why) {
    return new Unfit(DiagnosticCode.R008, scalar.shown() + why, HELP);
  }
}
