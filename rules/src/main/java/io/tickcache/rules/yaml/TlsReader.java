package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.TlsSettings;
import org.jspecify.annotations.Nullable;

/** Reads {@code tls} in the {@code redis} section. */
final class TlsReader {
  static final Vocabulary SETTINGS = Vocabulary.of("ca", "cert", "key", "verify");

  private TlsReader() {}

  /** The settings, or null after a report. */
  static @Nullable TlsSettings read(YamlValue tls) {
    Section section = Section.open(tls, " in `tls`", SETTINGS);
    if (section == null) {
      return null;
    }
    Environment environment = tls.reading().environment();
    String ca = section.read("ca", PemFiles.ofCertificates(environment));
    String cert = section.read("cert", PemFiles.ofCertificates(environment));
    String key = section.read("key", PemFiles.ofKey(environment));
    TlsSettings.Verify verify =
        section.read(
            "verify", new Choice<>(TlsSettings.Verify.class), TlsSettings.defaults().verify());
    requireBoth(section, "cert", "key");
    requireBoth(section, "key", "cert");
    return (cert == null) != (key == null) ? null : new TlsSettings(ca, cert, key, verify);
  }

  private static void requireBoth(Section section, String said, String missing) {
    if (section.has(said) && !section.has(missing)) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "`" + said + "` is said without `" + missing + "`")
              .at(section.namePlace(said)));
    }
  }
}
