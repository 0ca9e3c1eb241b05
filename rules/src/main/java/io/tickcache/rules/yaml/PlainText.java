package io.tickcache.rules.yaml;

/** Any text. Empty text can only come from a reference, and then means that there is none. */
final class PlainText extends Kind<String> {
  @Override
  String read(Scalar scalar) {
    return scalar.text();
  }
}
