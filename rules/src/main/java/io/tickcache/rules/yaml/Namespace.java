package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;

/**
 * The prefix of every key and channel. It becomes part of a Redis hash tag, so braces, colons and
 * spaces can't stand in it.
 */
final class Namespace extends Kind<String> {
  @Override
  String read(Scalar scalar) throws Unfit {
    String text = scalar.text();
    boolean fits = !text.isEmpty();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      fits &= c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
    }
    if (!fits) {
      throw new Unfit(
          DiagnosticCode.R010,
          scalar.shown() + " is not a namespace",
          "use letters, digits, `-`, `_` and `.` only");
    }
    return text;
  }
}
