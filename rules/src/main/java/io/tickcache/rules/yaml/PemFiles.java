package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The path of a file in PEM format that holds what its setting is about. What is in it is read
 * again for each connection, so that a renewed certificate needs no restart.
 */
final class PemFiles extends Kind<String> {
  /** The bundles of certificates that systems ship have about a quarter of it. */
  private static final int LARGEST = 1 << 20;

  private static final String CONVERT =
      "convert it: `openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW`";

  private final Environment environment;
  private final boolean key;

  private PemFiles(Environment environment, boolean key) {
    this.environment = environment;
    this.key = key;
  }

  static PemFiles ofCertificates(Environment environment) {
    return new PemFiles(environment, false);
  }

  static PemFiles ofKey(Environment environment) {
    return new PemFiles(environment, true);
  }

  @Override
  String read(Scalar scalar) throws Unfit {
    String text = text(scalar);
    if (!text.contains(key ? "PRIVATE KEY-----" : "-----BEGIN CERTIFICATE-----")) {
      String what = key ? "private key" : "certificate";
      throw unfit(scalar, " holds no " + what + " in PEM format", null);
    }
    if (key && !text.contains("-----BEGIN PRIVATE KEY-----")) {
      boolean encrypted = text.contains("ENCRYPTED");
      throw unfit(
          scalar,
          encrypted ? " holds a key that needs a password" : " holds a key that is not PKCS#8",
          CONVERT);
    }
    return scalar.text();
  }

  private static Unfit unfit(Scalar scalar, String message, @Nullable String help) {
    return new Unfit(DiagnosticCode.R008, scalar.shown() + message, help);
  }

  private String text(Scalar scalar) throws Unfit {
    try {
      return environment.file(scalar.text(), LARGEST);
    } catch (IOException e) {
      String reason = e.getMessage() == null ? "" : ": " + e.getMessage();
      throw new Unfit(
          DiagnosticCode.R016, "the file " + scalar.shown() + " can't be read" + reason, null);
    }
  }
}
