package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import org.jspecify.annotations.Nullable;

/** Says why a text is not the value that its setting takes. It carries no stack trace. */
final class Unfit extends Exception {
  private static final long serialVersionUID = 1;

  private final DiagnosticCode code;
  private final @Nullable String help;
  private final String part;

  Unfit(DiagnosticCode code, String message, @Nullable String help) {
    this(code, message, help, "");
  }

  /** With the part of the text that is to blame. */
  Unfit(DiagnosticCode code, String message, @Nullable String help, String part) {
    super(message, null, false, false);
    this.code = code;
    this.help = help;
    this.part = part;
  }

  DiagnosticCode code() {
    return code;
  }

  String part() {
    return part;
  }

  Diagnostic.Builder diagnostic() {
    return Diagnostic.error(code, String.valueOf(getMessage())).help(help);
  }
}
