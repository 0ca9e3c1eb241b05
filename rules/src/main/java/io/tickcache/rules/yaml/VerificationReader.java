package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Verification;
import org.jspecify.annotations.Nullable;

/** Reads {@code verify}: a share of the answers, or a section with a limit besides. */
final class VerificationReader {
  static final Vocabulary SETTINGS = Vocabulary.of("share", "limit");

  private static final Percentages PERCENTAGES = new Percentages(0, 100);
  private static final String HELP = "write `verify: {share: 0.1%, limit: 20%}`";

  /** Nothing is verified. */
  static final VerificationReader OFF = new VerificationReader(null);

  private final @Nullable Verification verification;

  private VerificationReader(@Nullable Verification verification) {
    this.verification = verification;
  }

  /** What is to be verified; null for nothing. */
  @Nullable Verification verification() {
    return verification;
  }

  /** What a section says, or null if it says nothing or something wrong. */
  static @Nullable VerificationReader read(Section section) {
    YamlValue said = section.value("verify");
    if (said == null) {
      return null;
    }
    if (!said.isSettings()) {
      return of(section.read("verify", PERCENTAGES), null);
    }
    Section own = Section.open(said, " in `verify`", SETTINGS, HELP);
    if (own == null) {
      return null;
    }
    if (!own.has("share")) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "`verify` has no `share`")
              .at(said.namePlace())
              .help(HELP));
    }
    return of(own.read("share", PERCENTAGES), own.read("limit", PERCENTAGES));
  }

  private static @Nullable VerificationReader of(@Nullable Double share, @Nullable Double limit) {
    if (share == null) {
      return null;
    }
    return share == 0 ? OFF : new VerificationReader(new Verification(share, limit));
  }
}
